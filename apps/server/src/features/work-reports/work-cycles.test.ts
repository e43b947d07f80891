import { beforeAll, describe, expect, test } from '@jest/globals';
import { statementsOf } from '../../../../../test/factories/database.ts';
import { film, makeFilmedSite, makeStation } from '../../../../../test/factories/filmed.ts';
import type { FilmedPart, FilmedSite } from '../../../../../test/factories/filmed.ts';
import { useServer } from '../../../../../test/factories/server.ts';
import { toGlobalId } from '../../shared/graphql/global-id.ts';

const server = useServer();
/** Of 3 s, with its waiting. */
const cycle = (waitMs = 500): FilmedPart[] => [
  ['pick', 1000],
  ['place', 1000],
  [null, 200],
  ['place', 300],
  ['wait', waitMs],
];
const at = (time: string) => new Date(`2026-11-20T${time}Z`);

let site: FilmedSite;
beforeAll(async () => {
  const { db } = server;
  site = await makeFilmedSite(db);
  const [one, other] = [await makeStation(db, 'CELL-1'), await makeStation(db, 'CELL-2')];
  const end: FilmedPart = ['pick', 100];
  await film(db, site, one.id, [
    { recordedAt: at('08:00:00'), workOrder: 'WO-1', serialNumber: 'SN-1', parts: [...cycle(), ...cycle(), end] },
    { recordedAt: at('09:00:00'), workOrder: 'WO-1', parts: [...cycle(), ...cycle(5000), end] },
    { recordedAt: null, workOrder: 'WO-9', parts: [...cycle(), end] },
  ]);
  await film(db, site, other.id, [{ recordedAt: at('08:30:00'), parts: [...cycle(), end] }]);
});

interface Cycle {
  readonly startedAt: string | null;
  readonly durationMs: number;
  readonly isOutlier: boolean;
}

interface Cycles {
  readonly nodes: readonly Cycle[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

const FIELDS = `nodes {
  startedAt endedAt startMs endMs durationMs reviewedMs isOutlier workOrder serialNumber
  video { id } station { externalId } elements { concept { externalId } content { label } totalMs count }
} pageInfo { hasNextPage endCursor }`;

async function cycles(filter: object, args: object = {}): Promise<Cycles> {
  const { cycles: found } = await server.ask<{ cycles: Cycles }>(
    `query ($recipe: String, $filter: WorkFilter, $start: String, $startId: ID, $first: Int, $after: String) {
      cycles: workCycles(
        recipeExternalId: $recipe, filter: $filter, startConceptExternalId: $start, startConceptId: $startId, first: $first, after: $after
      ) { ${FIELDS} }
    }`,
    { recipe: site.recipe.externalId, filter, ...args },
  );
  return found;
}

/** Those of the videos after the first. */
const LATER = ['08:30:00 3000', '09:00:00 3000', '09:00:03 7500', 'undefined 3000'];

const told = ({ nodes }: Cycles) =>
  nodes.map(({ startedAt, durationMs }) => `${startedAt?.slice(11, 19)} ${durationMs}`);

describe('work cycles', () => {
  test('tell when each began, how long it took, of what it was made and what stands out', async () => {
    const found = await cycles({}, { start: 'pick' });
    expect(told(found)).toEqual(['08:00:00 3000', '08:00:03 3000', ...LATER]);
    expect(found.nodes.map(({ isOutlier }) => isOutlier)).toEqual([false, false, false, false, true, false]);
    expect(found.nodes[1]).toEqual({
      startedAt: '2026-11-20T08:00:03.000Z',
      endedAt: '2026-11-20T08:00:06.000Z',
      startMs: 3000,
      endMs: 6000,
      durationMs: 3000,
      reviewedMs: 0,
      isOutlier: false,
      workOrder: 'WO-1',
      serialNumber: 'SN-1',
      video: { id: expect.any(String) },
      station: { externalId: 'CELL-1' },
      elements: [
        { concept: { externalId: 'pick' }, content: { label: 'To pick' }, totalMs: 1000, count: 1 },
        { concept: { externalId: 'place' }, content: { label: 'To place' }, totalMs: 1300, count: 2 },
        { concept: null, content: null, totalMs: 200, count: 1 },
        { concept: { externalId: 'wait' }, content: { label: 'To wait' }, totalMs: 500, count: 1 },
      ],
    });
  });

  test('are found by station, order, piece and time; they begin with what is named, or what is likely to', async () => {
    const start = 'pick';
    expect(told(await cycles({ equipmentExternalId: 'CELL-2' }, { start }))).toEqual(['08:30:00 3000']);
    expect(told(await cycles({ workOrder: 'WO-9' }, { start }))).toEqual(['undefined 3000']);
    expect((await cycles({ workOrder: 'WO-1' }, { start })).nodes).toHaveLength(4);
    expect((await cycles({ serialNumber: 'SN-1' }, { start })).nodes).toHaveLength(2);
    expect(
      (await cycles({ recordedFrom: at('08:30:00'), recordedBefore: at('09:00:00') }, { start })).nodes,
    ).toHaveLength(1);
    const startId = toGlobalId('Concept', site.conceptIds['wait']!);
    expect(told(await cycles({ workOrder: 'WO-1' }, { startId }))).toEqual(['08:00:02 3000', '09:00:02 3000']);
    expect((await cycles({})).nodes.length).toBeGreaterThan(3);
    expect((await cycles({ workOrder: 'nobody' })).nodes).toEqual([]);
  });

  test('come page by page, with as many statements for many as for one', async () => {
    const whole = (await cycles({}, { start: 'pick' })).nodes;
    const paged: Cycle[] = [];
    let after: string | null = null;
    for (let isMore = true; isMore;) {
      const page: Cycles = await cycles({}, { start: 'pick', first: 1, after });
      expect(page.nodes).toHaveLength(1);
      paged.push(...page.nodes);
      ({ hasNextPage: isMore, endCursor: after } = page.pageInfo);
    }
    expect(paged).toEqual(whole);
    const count = async (first: number) =>
      (await statementsOf(server.db, () => cycles({}, { start: 'pick', first }))).length;
    expect(await count(6)).toBe(await count(1));
  });

  test('of a year are not too many: a page reads what it needs, unless it tells what stands out among all', async () => {
    const { pool } = server.db;
    const setCount = (count: string) =>
      pool.query(`UPDATE "RecognitionVideo" SET "segmentCount" = ${count}
        FROM "Video" WHERE "Video"."id" = "videoId" AND "recordedAt" >= '2026-11-20T08:30:00Z'`);
    const { rows } = await pool.query<{ count: number }>(
      'SELECT max("segmentCount") AS "count" FROM "RecognitionVideo"',
    );
    const page = (fields: string, after: string | null, start: string | null = 'pick') =>
      server.ask<{ cycles: Cycles }>(
        `query ($recipe: String, $start: String, $after: String) {
          cycles: workCycles(recipeExternalId: $recipe, startConceptExternalId: $start, first: 2, after: $after) {
            nodes { ${fields} } pageInfo { hasNextPage endCursor }
          }
        }`,
        { recipe: site.recipe.externalId, start, after },
      );
    await setCount('400000');
    try {
      const all: string[] = [];
      let after: string | null = null;
      for (let isMore = true; isMore;) {
        const { cycles: found }: { cycles: Cycles } = await page('startedAt durationMs', after);
        all.push(...told(found));
        ({ hasNextPage: isMore, endCursor: after } = found.pageInfo);
      }
      expect(all).toEqual(told(await cycles({ recordedBefore: at('08:30:00') }, { start: 'pick' })).concat(LATER));
      await expect(page('isOutlier', null)).rejects.toThrow('800');
      await expect(page('startedAt', null, null)).rejects.toThrow('300000');
    } finally {
      await setCount(String(rows[0]!.count));
    }
  });

  test.each([
    [{ first: 0 }, 'first'],
    [{ first: 501 }, 'first'],
    [{ after: 'x' }, 'invalid cursor'],
    [{ start: 'nothing' }, 'startConceptExternalId'],
    [{ start: 'pick', startId: 'x' }, 'startConceptExternalId'],
    [{ startId: 'x' }, 'startConceptId'],
    [{ recipe: 'none' }, 'recipeExternalId'],
    [{ filter: { equipmentExternalId: 'none' } }, 'filter.equipmentExternalId'],
    [{ filter: { workOrder: 'a\tb' } }, 'filter.workOrder'],
  ])('are refused where %j cannot be', async (args, field) => {
    await expect(cycles({}, args)).rejects.toThrow(new RegExp(`^${field}`));
  });
});
