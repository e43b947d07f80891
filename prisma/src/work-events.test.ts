import { beforeAll, describe, expect, test } from '@jest/globals';
import { sentBy, useDatabase } from '../../test/factories/database.ts';
import { makeLargeLibrary } from '../../test/factories/large-library.ts';
import { readingOf } from '../../test/factories/query-plan.ts';
import { cursorOfEvent, listWorkEvents } from './work-events.ts';
import type { WorkEventFilter } from './work-events.ts';

describe('1,000,000 segments', () => {
  const target = useDatabase();
  let filter: WorkEventFilter;
  let rareConceptId: string;

  beforeAll(async () => {
    const { recipeId, equipmentNodeId } = await makeLargeLibrary(target.db, 100_000);
    const recipe = await target.db.prisma.recipe.findUniqueOrThrow({
      where: { id: recipeId },
      include: { vocabularyVersion: true },
    });
    const { vocabularyId } = recipe.vocabularyVersion;
    const [common, rare] = await target.db.prisma.concept.findMany({ where: { vocabularyId } });
    rareConceptId = rare!.id;
    filter = { lineageId: recipe.lineageId, vocabularyId, equipmentNodeId };
    await target.db.prisma.$executeRaw`
      INSERT INTO "Segment" ("recognitionVideoId", "segmentIndex", "startMs", "endMs", "conceptId", "score", "probability",
        "runnerUpIds", "runnerUpProbabilities")
      SELECT run."id", i, 900 * i, 900 * (i + 1),
        CASE WHEN i = 3 AND "sizeBytes" % 100 = 77 THEN ${rareConceptId}::uuid WHEN i <> 5 THEN ${common!.id}::uuid END,
        20, 0.5 + i / 30.0, '{}', '{}'
      FROM "RecognitionVideo" AS run JOIN "Video" AS video ON video."id" = "videoId" CROSS JOIN generate_series(0, 10) AS i`;
    await target.db.prisma.$executeRaw`UPDATE "Video" SET "workOrder" = 'WO-18' WHERE "sizeBytes" % 5000 = 18`;
    await target.db.pool.query('VACUUM ANALYZE');
    expect(await target.db.prisma.segment.count()).toBeGreaterThan(1_000_000);
  }, 300_000);

  const days = { from: new Date('2026-02-03'), before: new Date('2026-02-05') };
  const CASES: Readonly<Record<string, () => WorkEventFilter>> = {
    'of a station in a range of time': () => ({ ...filter, ...days }),
    'of a station, whenever': () => filter,
    'of the plant': () => ({ lineageId: filter.lineageId, vocabularyId: filter.vocabularyId, ...days }),
    'of an order': () => ({ ...filter, workOrder: 'WO-18' }),
    'of a rare concept in a range of time': () => ({ ...filter, ...days, conceptIds: [rareConceptId] }),
  };
  /** What begins up to a day before may reach into the range; it is looked at, but nothing in it. */
  const MOST = { Video: 5000, RecognitionVideo: 5000, Segment: 5000 };

  test.each(Object.entries(CASES))(
    '100 events %s are read by indexes alone, the next ones too',
    async (_, filterOf) => {
      const first = await listWorkEvents(target.db, filterOf(), { first: 100 });
      expect(first.nodes.length).toBeGreaterThan(10);
      const after = cursorOfEvent(first.nodes.at(-1)!);
      for (const page of [{ first: 100 }, { first: 100, after }]) {
        const [statement, ...others] = await sentBy(target.db, () => listWorkEvents(target.db, filterOf(), page));
        expect(others).toEqual([]);
        const { text, values } = statement!;
        const { rows } = await target.db.pool.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${text}`, [...values]);
        const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
        for (const table of Object.keys(MOST)) expect(plan).not.toMatch(new RegExp(`Seq Scan on "${table}"`));
        const { rowsByTable } = (await readingOf(target.db.pool, statement!, new Map()))!;
        for (const [table, most] of Object.entries(MOST))
          expect([table, rowsByTable[table]! <= most, rowsByTable[table]]).toEqual([table, true, rowsByTable[table]]);
      }
    },
  );
});
