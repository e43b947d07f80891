import { describe, expect, test } from '@jest/globals';
import { useDatabase } from '../../test/factories/database.ts';
import { makeLibrary, valueOf } from '../../test/factories/records.ts';
import {
  childrenOfNodes,
  createEquipmentNode,
  deleteEquipmentNode,
  getEquipmentNodes,
  updateEquipmentNode,
} from './equipment-nodes.ts';

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
