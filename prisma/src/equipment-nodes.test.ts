import { describe, expect, test } from '@jest/globals';
import { useDatabase } from '../../test/factories/database.ts';
import { makeLibrary, valueOf } from '../../test/factories/records.ts';
import {
  childrenOfNodes,
  createEquipmentNode,
  deleteEquipmentNode,
  getEquipmentNodes,
  updateEquipmentNode,
  upsertEquipmentNode,
} from './equipment-nodes.ts';

describe("nodes by the plant's identifiers", () => {
  const target = useDatabase();
  const upsert = async (externalId: string, name: string, parentExternalId?: string | null) =>
    upsertEquipmentNode(target.db, {
      externalId,
      level: 'WorkCell',
      name,
      ...(parentExternalId === undefined ? {} : { parentExternalId }),
    });

  test('are added once, changed where they differ, and left alone where they do not', async () => {
    const plant = valueOf(await upsert('P', 'Plant'));
    expect([plant.outcome, plant.value.parentId]).toEqual(['created', null]);
    const cell = valueOf(await upsert('P.C', 'Cell', 'P'));
    expect([cell.outcome, cell.value.parentId]).toEqual(['created', plant.value.id]);
    const again = valueOf(await upsert('P.C', 'Cell', 'P'));
    expect(again).toEqual({ value: cell.value, outcome: 'unchanged' });
    expect(valueOf(await upsert('P.C', 'Cell'))).toMatchObject({ outcome: 'unchanged' });
    const renamed = valueOf(await upsert('P.C', 'Cell 1'));
    expect(renamed).toMatchObject({ outcome: 'updated', value: { id: cell.value.id, parentId: plant.value.id } });
    expect(valueOf(await upsert('P.C', 'Cell 1', null))).toMatchObject({
      outcome: 'updated',
      value: { parentId: null },
    });
  });

  test('are refused where their name or their place cannot be', async () => {
    valueOf(await upsert('A', 'Above'));
    valueOf(await upsert('B', 'Below', 'A'));
    const problemOf = async (...args: Parameters<typeof upsert>) => {
      const outcome = await upsert(...args);
      return outcome.ok ? null : [outcome.problem.code, outcome.problem.field];
    };
    expect(await problemOf('A', 'Above', 'B')).toEqual(['INVALID', 'parentExternalId']);
    expect(await problemOf('C', 'Below', 'A')).toEqual(['TAKEN', 'name']);
    expect(await problemOf('C', 'Other', 'nowhere')).toEqual(['NOT_FOUND', 'parentExternalId']);
    expect(await problemOf('C', ' ')).toEqual(['INVALID', 'name']);
  });

  test('are added by one of many that ask at a time', async () => {
    const asked = Array.from({ length: 20 }, () => upsert('ONE', 'The one'));
    const outcomes = (await Promise.all(asked)).map((each) => valueOf(each));
    expect(new Set(outcomes.map(({ value }) => value.id)).size).toBe(1);
    const counts = Object.groupBy(outcomes, ({ outcome }) => outcome);
    expect([counts.created?.length, counts.unchanged?.length]).toEqual([1, 19]);
  });
});

describe('equipment nodes', () => {
  const target = useDatabase();
  const add = (name: string, parentId: string | null = null) =>
    createEquipmentNode(target.db, { level: 'Site', name, parentId });

  test('form a tree whose siblings have different names, roots included', async () => {
    const plant = valueOf(await add('Plant'));
    const line = valueOf(await add('Line', plant.id));
    expect(await add('Plant')).toMatchObject({ ok: false, problem: { code: 'TAKEN', field: 'name' } });
    expect(await add('Line', plant.id)).toMatchObject({ ok: false, problem: { code: 'TAKEN' } });
    valueOf(await add('Line', line.id));
    const [children, none] = await childrenOfNodes(target.db, [plant.id, crypto.randomUUID()]);
    expect([children.map(({ id }) => id), none]).toEqual([[line.id], []]);
  });

  test('cannot be moved below themselves', async () => {
    const top = valueOf(await add('Top'));
    const middle = valueOf(await add('Middle', top.id));
    const bottom = valueOf(await add('Bottom', middle.id));
    expect(await updateEquipmentNode(target.db, top.id, { parentId: bottom.id })).toMatchObject({
      problem: { code: 'INVALID', field: 'parentId' },
    });
    expect(valueOf(await updateEquipmentNode(target.db, bottom.id, { parentId: null })).parentId).toBeNull();
  });

  test('refuse an unknown parent and an empty name', async () => {
    expect(await add('Lost', crypto.randomUUID())).toMatchObject({ problem: { code: 'NOT_FOUND', field: 'parentId' } });
    expect(await add(' ')).toMatchObject({ problem: { code: 'INVALID', field: 'name' } });
  });

  test('are deleted only when nothing hangs on them', async () => {
    const { equipmentNodeId } = await makeLibrary(target.db);
    expect(await deleteEquipmentNode(target.db, equipmentNodeId)).toMatchObject({ problem: { code: 'IN_USE' } });
    const free = valueOf(await add('Free'));
    valueOf(await deleteEquipmentNode(target.db, free.id));
    expect(await deleteEquipmentNode(target.db, free.id)).toMatchObject({ problem: { code: 'NOT_FOUND' } });
    expect(await getEquipmentNodes(target.db, [free.id, equipmentNodeId])).toEqual([
      null,
      expect.objectContaining({ id: equipmentNodeId }),
    ]);
  });
});
