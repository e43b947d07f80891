import { expect, test } from '@jest/globals';
import { createEquipmentNode, deleteEquipmentNode, forgetChanges } from '../../../../../prisma/src/index.ts';
import { valueOf } from '../../../../../test/factories/records.ts';
import { useServer } from '../../../../../test/factories/server.ts';
import { openStream } from '../../../../../test/factories/stream.ts';
import { toGlobalId } from '../../shared/graphql/global-id.ts';

const server = useServer();

interface Changes {
  readonly changes: {
    readonly nodes: readonly { readonly id: string; readonly sequence: number; readonly data: object }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  };
}

const CHANGES = `query ($first: Int, $after: String, $types: [String!], $subjectId: ID) {
  changes(first: $first, after: $after, types: $types, subjectId: $subjectId) {
    nodes { id sequence type subjectId subject { id } occurredAt data } edges { cursor }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`;
const cursorNow = async () => (await server.ask<{ changeCursor: string }>('{ changeCursor }')).changeCursor;

/** A new station. @returns its key */
async function makeNode(externalId: string): Promise<string> {
  const input = { level: 'WorkCell', name: `Station ${externalId}`, externalId } as const;
  return valueOf(await createEquipmentNode(server.db, input)).id;
}

test('changes are followed from a cursor, also behind an empty page', async () => {
  const start = await cursorNow();
  const empty = (await server.ask<Changes>(CHANGES, { after: start })).changes;
  expect(empty).toMatchObject({ nodes: [], pageInfo: { hasNextPage: false, startCursor: null, endCursor: start } });
  const key = await makeNode('WC-1');
  const id = toGlobalId('EquipmentNode', key);
  const { nodes, pageInfo } = (await server.ask<Changes>(CHANGES, { after: empty.pageInfo.endCursor })).changes;
  expect(nodes).toEqual([
    {
      id: expect.any(String),
      sequence: expect.any(Number),
      type: 'equipment.changed',
      subjectId: id,
      subject: { id },
      occurredAt: expect.any(String),
      data: { equipmentNode: { id, externalId: 'WC-1' }, change: 'added' },
    },
  ]);
  const again = await server.ask<{ node: { sequence: number } }>(
    'query ($id: ID!) { node(id: $id) { ... on Change { sequence } } }',
    { id: nodes[0]!.id },
  );
  expect(again.node.sequence).toBe(nodes[0]!.sequence);
  valueOf(await deleteEquipmentNode(server.db, key));
  const rest = (await server.ask<Changes>(CHANGES, { after: pageInfo.endCursor, subjectId: id })).changes;
  expect(rest.nodes).toMatchObject([{ subject: null, data: { change: 'removed' } }]);
  expect((await server.ask<Changes>(CHANGES, { after: start, types: ['video.added'] })).changes.nodes).toEqual([]);
});

test.each([
  [{ types: ['video.lost'] }, 'there are equipment.changed'],
  [{ subjectId: 'x' }, 'subjectId'],
  [{ after: 'x' }, 'invalid cursor'],
  [{ first: 0 }, 'first'],
])('%j is refused', async (variables, message) => {
  expect((await server.send(CHANGES, variables)).errors).toMatchObject([
    { message: expect.stringContaining(message), extensions: { code: 'BAD_USER_INPUT' } },
  ]);
});

interface Edge {
  readonly changes: {
    readonly cursor: string;
    readonly node: { readonly data: { equipmentNode: { externalId: string } } };
  };
}

const FOLLOW =
  'subscription ($after: String, $types: [String!]) { changes(after: $after, types: $types) { cursor node { data } } }';

test('a subscription goes on from a cursor and misses nothing', async () => {
  const after = await cursorNow();
  for (let count = 0; count < 120; count++) await makeNode(`before-${count}`);
  const names: string[] = [];
  const first = await openStream<Edge>(server.url, FOLLOW, { after });
  const take = async (stream: typeof first, count: number) => {
    let cursor = after;
    for (let taken = 0; taken < count; taken++) {
      const { changes } = await stream.next();
      names.push(changes.node.data.equipmentNode.externalId);
      ({ cursor } = changes);
    }
    return cursor;
  };
  const cursor = await take(first, 50);
  await first.close();
  const second = await openStream<Edge>(server.url, FOLLOW, { after: cursor, types: ['equipment.changed'] });
  const writing = Promise.all(Array.from({ length: 20 }, (_, index) => makeNode(`during-${index}`)));
  await take(second, 90);
  await writing;
  await second.close();
  expect(names.slice(0, 120)).toEqual(Array.from({ length: 120 }, (_, index) => `before-${index}`));
  expect(names.slice(120).toSorted()).toEqual(Array.from({ length: 20 }, (_, index) => `during-${index}`).toSorted());
});

test('a subscription begins now, unless told otherwise', async () => {
  await makeNode('missed');
  const stream = await openStream<Edge>(server.url, FOLLOW);
  // It may not have begun yet.
  let index = 0;
  const timer = setInterval(() => void makeNode(`told-${index++}`), 50);
  const { changes } = await stream.next();
  clearInterval(timer);
  await stream.close();
  expect(changes.node.data.equipmentNode.externalId).toMatch(/^told-/);
});

test('who is behind what is kept is told what to do', async () => {
  const after = Buffer.from('change:0').toString('base64url');
  await server.db.prisma.change.updateMany({ data: { occurredAt: new Date(0) } });
  await forgetChanges(server.db, new Date());
  const { errors } = await server.send(CHANGES, { after });
  const lost = { message: expect.stringContaining('read changeCursor'), extensions: { code: 'CHANGES_LOST' } };
  expect(errors).toMatchObject([lost]);
  await expect((await openStream(server.url, FOLLOW, { after })).next()).rejects.toThrow('CHANGES_LOST');
  expect((await server.ask<Changes>(CHANGES, { after: await cursorNow() })).changes.nodes).toEqual([]);
});
