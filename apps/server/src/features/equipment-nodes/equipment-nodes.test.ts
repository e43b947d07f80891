import { describe, expect, test } from '@jest/globals';
import { useServer } from '../../../../../test/factories/server.ts';

const server = useServer();

interface Payload {
  equipmentNode: { id: string } | null;
  userErrors: { code: string; field: string[] | null; message: string }[];
}

async function create(input: object): Promise<Payload> {
  const { created } = await server.ask<{ created: Payload }>(
    `mutation ($input: CreateEquipmentNodeInput!) {
      created: createEquipmentNode(input: $input) { equipmentNode { id } userErrors { code field message } }
    }`,
    { input },
  );
  return created;
}

async function node(name: string, parentId: string | null = null): Promise<string> {
  return (await create({ level: 'Area', name, parentId })).equipmentNode!.id;
}

describe('equipment nodes', () => {
  test('make a tree that can be read from both ends', async () => {
    const plant = await node('Plant');
    const line = await node('Line', plant);
    const cell = await node('Cell', line);
    const { found } = await server.ask<{ found: unknown }>(
      'query ($id: ID!) { found: node(id: $id) { ... on EquipmentNode { path { name } parent { children { name } } } } }',
      { id: cell },
    );
    expect(found).toEqual({
      path: [{ name: 'Plant' }, { name: 'Line' }, { name: 'Cell' }],
      parent: { children: [{ name: 'Cell' }] },
    });
  });

  test('are warned about where ISA-95 would not have them, and made all the same', async () => {
    const { equipmentNode: line } = await create({ level: 'ProductionLine', name: 'Odd line' });
    const { equipmentNode: cell } = await create({ level: 'ProcessCell', name: 'Odd cell', parentId: line!.id });
    const { nodes } = await server.ask<{ nodes: { name: string; warnings: object[] }[] }>(
      '{ nodes: equipmentNodes { name warnings { code message allowedParentLevels } } }',
    );
    const of = (name: string) => nodes.find((each) => each.name === name)!.warnings;
    expect(cell).not.toBeNull();
    expect(of('Odd line')).toEqual([]);
    expect(of('Odd cell')).toEqual([
      {
        code: 'unusualParent',
        message: 'ISA-95 has no ProcessCell below ProductionLine: move it below Area, or give it another level',
        allowedParentLevels: ['Area'],
      },
    ]);
  });

  test('refuse a name that a sibling has, as data', async () => {
    const parent = await node('Shop');
    await node('Press', parent);
    const { equipmentNode, userErrors } = await create({ level: 'Unit', name: 'Press', parentId: parent });
    expect(equipmentNode).toBeNull();
    expect(userErrors).toEqual([{ code: 'TAKEN', field: ['name'], message: expect.any(String) }]);
  });

  test('refuse to come below themselves', async () => {
    const above = await node('Above');
    const below = await node('Below', above);
    const { moved } = await server.ask<{ moved: Payload }>(
      `mutation ($input: UpdateEquipmentNodeInput!) {
        moved: updateEquipmentNode(input: $input) { equipmentNode { id } userErrors { code field } }
      }`,
      { input: { id: above, parentId: below } },
    );
    expect(moved.userErrors).toEqual([{ code: 'INVALID', field: ['parentId'] }]);
  });

  test('are deleted only when nothing is below them', async () => {
    const remove = `mutation ($id: ID!) { gone: deleteEquipmentNode(id: $id) { deletedId userErrors { code } } }`;
    const above = await node('Upper');
    const below = await node('Lower', above);
    expect(await server.ask(remove, { id: above })).toEqual({
      gone: { deletedId: null, userErrors: [{ code: 'IN_USE' }] },
    });
    expect(await server.ask(remove, { id: below })).toEqual({ gone: { deletedId: below, userErrors: [] } });
  });

  test('are not found by ids of other things, or by no ids at all', async () => {
    const id = Buffer.from("EquipmentNode:' OR 1=1").toString('base64url');
    const { created } = await server.ask<{ created: Payload }>(
      `mutation ($input: CreateEquipmentNodeInput!) {
        created: createEquipmentNode(input: $input) { equipmentNode { id } userErrors { code field } }
      }`,
      { input: { level: 'Unit', name: 'Lost', parentId: id } },
    );
    expect(created.userErrors).toEqual([{ code: 'NOT_FOUND', field: ['parentId'] }]);
    expect(await server.ask('query ($id: ID!) { node(id: $id) { id } }', { id })).toEqual({ node: null });
  });
});
