import { beforeAll, describe, expect, test } from '@jest/globals';
import {
  changeDraft,
  createEquipmentNode,
  createReviews,
  openDraft,
  publishDraft,
} from '../../../../../prisma/src/index.ts';
import { statementsOf } from '../../../../../test/factories/database.ts';
import { film, makeFilmedSite, makeStation } from '../../../../../test/factories/filmed.ts';
import type { FilmedPart, FilmedSite } from '../../../../../test/factories/filmed.ts';
import { sha256, valueOf } from '../../../../../test/factories/records.ts';
import { useServer } from '../../../../../test/factories/server.ts';
import { toGlobalId } from '../../shared/graphql/global-id.ts';

const server = useServer();
const CYCLE: readonly FilmedPart[] = [
  ['pick', 1000],
  ['place', 2000, 0.6],
  [null, 500],
];
const at = (time: string) => new Date(`2026-11-20T${time}Z`);

let site: FilmedSite;
let lineId: string;
let libraries: readonly string[];
beforeAll(async () => {
  site = await makeFilmedSite(server.db);
  const { db } = server;
  lineId = valueOf(await createEquipmentNode(db, { level: 'Area', name: 'Line', externalId: 'LINE' })).id;
  const [one, other] = [await makeStation(db, 'CELL-1', lineId), await makeStation(db, 'CELL-2', lineId)];
  libraries = [one.id, other.id];
  await film(db, site, one.id, [
    { recordedAt: at('08:00:00'), workOrder: 'WO-1', serialNumber: 'SN-1', parts: [...CYCLE, ...CYCLE] },
    { recordedAt: at('09:00:00'), workOrder: 'WO-1', serialNumber: 'SN-2', parts: CYCLE },
    { recordedAt: null, workOrder: 'WO-1', parts: [['wait', 700]] },
  ]);
  await film(db, site, other.id, [{ recordedAt: at('08:30:00'), workOrder: 'WO-2', parts: CYCLE }]);
});

interface Event {
  readonly startedAt: string | null;
  readonly startMs: number;
  readonly concept: { readonly externalId: string };
  readonly video: { readonly id: string };
  readonly workOrder: string | null;
}

interface Events {
  readonly nodes: readonly Event[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

const FIELDS = `nodes {
  id conceptId concept { externalId } currentContents { label(language: "ja") } startedAt endedAt startMs endMs probability
  isReviewed workOrder serialNumber video { id externalId } station { externalId }
} pageInfo { hasNextPage endCursor }`;

async function events(filter: object, page: { first?: number; after?: string | null } = {}): Promise<Events> {
  const { events: found } = await server.ask<{ events: Events }>(
    `query ($filter: WorkEventFilter!, $first: Int, $after: String) {
      events: workEvents(filter: $filter, first: $first, after: $after) { ${FIELDS} }
    }`,
    { filter: { recipeExternalId: site.recipe.externalId, ...filter }, ...page },
  );
  return found;
}

const told = ({ nodes }: Events) =>
  nodes.map(({ concept, startedAt }) => `${startedAt?.slice(11, 21)} ${concept.externalId}`);

describe('work events', () => {
  test('tell what was done where and when, for which order, in the order of time', async () => {
    const found = await events({});
    expect(told(found)).toEqual([
      '08:00:00.0 pick',
      '08:00:01.0 place',
      '08:00:03.5 pick',
      '08:00:04.5 place',
      '08:30:00.0 pick',
      '08:30:01.0 place',
      '09:00:00.0 pick',
      '09:00:01.0 place',
    ]);
    expect(found.nodes[1]).toEqual({
      id: expect.any(String),
      conceptId: toGlobalId('Concept', site.conceptIds['place']!),
      concept: { externalId: 'place' },
      currentContents: [{ label: 'placeする' }],
      startedAt: '2026-11-20T08:00:01.000Z',
      endedAt: '2026-11-20T08:00:03.000Z',
      startMs: 1000,
      endMs: 3000,
      probability: expect.closeTo(0.6),
      isReviewed: false,
      workOrder: 'WO-1',
      serialNumber: 'SN-1',
      video: { id: expect.any(String), externalId: null },
      station: { externalId: 'CELL-1' },
    });
    const { node } = await server.ask<{ node: object }>(
      'query ($id: ID!) { node(id: $id) { ... on Segment { startMs } } }',
      {
        id: (found.nodes[1] as Event & { id: string }).id,
      },
    );
    expect(node).toEqual({ startMs: 1000 });
  });

  test('are found by station, time, order, piece, concept and probability', async () => {
    const count = async (filter: object) => (await events(filter)).nodes.length;
    expect(await count({ equipmentExternalId: 'CELL-1' })).toBe(6);
    expect(await count({ equipmentNodeId: toGlobalId('EquipmentNode', lineId) })).toBe(8);
    expect(await count({ recipeExternalId: null, recipeId: toGlobalId('Recipe', site.recipe.id) })).toBe(8);
    // By what begins then, though the video began before.
    expect(told(await events({ from: at('08:00:01'), before: at('08:00:04.500') }))).toEqual([
      '08:00:01.0 place',
      '08:00:03.5 pick',
    ]);
    expect(await count({ workOrder: ' WO-2 ' })).toBe(2);
    expect(await count({ workOrder: 'WO-1', serialNumber: 'SN-2' })).toBe(2);
    expect(await count({ workOrder: 'WO-1', equipmentExternalId: 'CELL-2' })).toBe(0);
    expect(await count({ serialNumber: 'SN' })).toBe(0);
    expect(await count({ conceptExternalIds: ['place', 'wait'] })).toBe(4);
    expect(await count({ conceptExternalIds: [] })).toBe(0);
    expect(await count({ minProbability: 0.7 })).toBe(4);
  });

  test('of videos without a time are found by order, last and without times', async () => {
    const { nodes } = await events({ workOrder: 'WO-1' });
    expect(nodes).toHaveLength(7);
    expect(nodes.at(-1)).toMatchObject({ startedAt: null, endedAt: null, startMs: 0, concept: { externalId: 'wait' } });
    expect((await events({ workOrder: 'WO-1', from: at('00:00:00') })).nodes).toHaveLength(6);
    // By their video, too.
    const { id: videoId } = nodes.at(-1)!.video;
    expect((await events({ videoId })).nodes).toEqual([nodes.at(-1)]);
    expect((await events({ videoId, equipmentExternalId: 'CELL-2' })).nodes).toEqual([]);
    expect((await events({ videoId: nodes[0]!.video.id })).nodes).toEqual(nodes.slice(0, 4));
  });

  test('come page by page, none twice and none left out, whatever is added meanwhile', async () => {
    for (const filter of [{}, { workOrder: 'WO-1' }, { equipmentExternalId: 'LINE' }]) {
      const whole = (await events(filter)).nodes;
      const paged: Event[] = [];
      let after: string | null = null;
      for (let isMore = true; isMore;) {
        const page: Events = await events(filter, { first: 1, after });
        paged.push(...page.nodes);
        ({ hasNextPage: isMore, endCursor: after } = page.pageInfo);
      }
      expect(paged).toEqual(whole);
    }
    const { pageInfo } = await events({}, { first: 4 });
    await film(server.db, site, libraries[1]!, [{ recordedAt: at('07:00:00'), parts: [['wait', 100]] }]);
    const next = await events({}, { first: 2, after: pageInfo.endCursor });
    expect(told(next)).toEqual(['08:30:00.0 pick', '08:30:01.0 place']);
  });

  test('cost as many statements for many as for one', async () => {
    const statements = async (first: number) => (await statementsOf(server.db, () => events({}, { first }))).length;
    const one = await statements(1);
    expect(await statements(100)).toBe(one);
    expect(one).toBeLessThanOrEqual(14);
  });

  test('say whether people have spoken, and what their concept counts as today', async () => {
    const own = await makeFilmedSite(server.db);
    const library = await makeStation(server.db, 'CELL-3');
    const [videoId] = await film(server.db, own, library.id, [{ recordedAt: at('08:00:00'), parts: CYCLE }]);
    const of = (filter: object = {}) => events({ recipeExternalId: own.recipe.externalId, ...filter });
    const said = { contentSha256: sha256(videoId!), vocabularyId: own.vocabularyId, verdict: 'confirm' } as const;
    valueOf(
      await createReviews(server.db, [{ ...said, startMs: 2999, endMs: 3200, conceptId: own.conceptIds['place']! }]),
    );
    expect((await of()).nodes).toMatchObject([{ isReviewed: false }, { isReviewed: true }]);
    const draft = valueOf(await openDraft(server.db, own.vocabularyId));
    const merge = { kind: 'merge', ids: ['place'], intoId: 'wait' } as const;
    const changed = valueOf(await changeDraft(server.db, draft.id, 0, [merge as never]));
    valueOf(await publishDraft(server.db, draft.id, changed));
    expect((await of({ conceptExternalIds: ['wait'] })).nodes).toMatchObject([
      { concept: { externalId: 'place' }, currentContents: [{ label: 'waitする' }] },
    ]);
  });

  test('are those that count: not of results that wait, nor of other recipes', async () => {
    const other = await makeFilmedSite(server.db);
    expect((await events({ recipeExternalId: other.recipe.externalId })).nodes).toEqual([]);
    await server.db.prisma.recognitionVideo.updateMany({
      where: { video: { workOrder: 'WO-2' } },
      data: { isCurrent: false },
    });
    expect((await events({ workOrder: 'WO-2' })).nodes).toEqual([]);
  });

  test.each([
    [{ recipeExternalId: null }, 'recipeId'],
    [{ recipeExternalId: 'none' }, 'recipeExternalId'],
    [{ recipeId: 'x' }, 'recipeExternalId'],
    [{ equipmentExternalId: 'none' }, 'equipmentExternalId'],
    [{ equipmentExternalId: '' }, 'equipmentExternalId'],
    [{ equipmentNodeId: 'x' }, 'equipmentNodeId'],
    [{ equipmentNodeId: 'x', equipmentExternalId: 'LINE' }, 'equipmentExternalId'],
    [{ workOrder: ' ' }, 'workOrder'],
    [{ serialNumber: 'a\nb' }, 'serialNumber'],
    [{ conceptExternalIds: ["pick' OR 1=1"] }, 'conceptExternalIds'],
    [{ conceptExternalIds: Array.from({ length: 101 }, () => 'pick') }, 'conceptExternalIds'],
    [{ minProbability: 1.1 }, 'minProbability'],
    [{ from: '0000-01-01T00:00:00Z' }, 'from'],
    [{ first: 0 }, 'first'],
    [{ first: 501 }, 'first'],
    [{ after: 'nonsense' }, 'invalid cursor'],
    [{ after: Buffer.from('["event",9e15,"x",0]').toString('base64url') }, 'invalid cursor'],
    [{ after: Buffer.from(`["event",8e15,"${crypto.randomUUID()}",0]`).toString('base64url') }, 'invalid cursor'],
  ])('are refused where %j cannot be', async ({ first, after, ...filter }: Record<string, unknown>, field) => {
    const { errors } = await server.send(
      `query ($filter: WorkEventFilter!, $first: Int, $after: String) {
        workEvents(filter: $filter, first: $first, after: $after) { nodes { id } }
      }`,
      { filter: { recipeExternalId: site.recipe.externalId, ...filter }, first, after },
    );
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(errors![0]!.message).toMatch(new RegExp(`^${field}`));
  });
});
