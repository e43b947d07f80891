import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { makeArchive } from '../../test/factories/archive.ts';
import { sentBy, useDatabase } from '../../test/factories/database.ts';
import type { Statement } from '../../test/factories/database.ts';
import { makeLargeLibrary } from '../../test/factories/large-library.ts';
import type { LargeLibrary } from '../../test/factories/large-library.ts';
import { readingOf } from '../../test/factories/query-plan.ts';
import { READS, READS_OF_THE_SERVER, someOf } from '../../test/factories/store-reads.ts';
import { storeWrites } from '../../test/factories/store-writes.ts';
import * as stores from './index.ts';

/** Rows that a statement may look at in a table, and sort. So many are read about as fast as hundreds of them are looked up. */
const MAX_ROWS = 5000;

/** What sends no statement of its own, or only when the product starts. */
const OTHERS: readonly (keyof typeof stores)[] = [
  'CHANGE_TYPES',
  'CursorError',
  'DatabaseError',
  'LostChangesError',
  'conceptInput',
  'conceptReason',
  'contentHash',
  // Refused where there are accounts already.
  'createFirstAccount',
  'cursorOf',
  'cursorOfChange',
  'cursorOfEvent',
  'cursorOfReview',
  'isAlready',
  'isDatabaseAway',
  'isDatabaseFull',
  'isTimedOut',
  'keyOfEvent',
  'makeFolder',
  'migrate',
  'newId',
  'openDatabase',
  'paceOf',
  'pseudonymOf',
  'seedAlone',
  'seedDemo',
  'startDatabaseServer',
  'startEmbeddedPostgres',
  'toRecord',
  'vocabularyPresets',
];

/** What reads more by design. */
const LARGE: Readonly<Record<string, string>> = {
  listReviewCandidates: 'reads the segments of 500 videos, to choose among them',
  listAccounts: 'reads all accounts: those who administer look for one among them',
  impactOf: 'reads all reviews of the vocabulary, and what was decided about them',
  publishDraft: 'reads all reviews of the vocabulary, and what was decided about them',
  recognizedTime: 'adds up all segments that a lineage of recipes shows',
  reviewWork: 'reads all reviews of the vocabulary, and what was decided about them',
  reviewedSpans: 'reads all reviews of the vocabulary, and what was decided about them',
  search: 'reads every name once; see the decision "Names are folded, and read from end to end"',
};

const isRefused = (outcome: unknown): outcome is { readonly problem: stores.Problem } =>
  typeof outcome === 'object' && outcome !== null && 'problem' in outcome;

describe('100,000 segments', () => {
  const target = useDatabase();
  let rowCounts: Map<string, number>;
  const found: string[] = [];
  const called: string[] = [];

  beforeAll(async () => {
    await makeArchive(target.db);
    const { rows } = await target.db.pool.query<{ name: string; count: number }>(
      `SELECT "relname" AS "name", "reltuples"::int AS "count" FROM "pg_class" WHERE "relkind" = 'r'`,
    );
    rowCounts = new Map(rows.map(({ name, count }) => [name, count]));
    const some = await someOf(target.db);
    await target.db.pool.query('SELECT pg_stat_reset()');
    const url = new URL(target.url);
    url.searchParams.set('application_name', 'examined');
    const db = stores.openDatabase(url.href);
    const examine = async (name: string, call: () => Promise<unknown>) => {
      called.push(name);
      let outcome: unknown;
      const statements = await sentBy(db, async () => (outcome = await call()));
      if (isRefused(outcome)) found.push(`${name} is refused: ${outcome.problem.message}`);
      if (statements.length === 0) found.push(`${name} sends nothing`);
      for (const statement of statements) found.push(...(await problemsOf(name, statement)));
    };
    try {
      for (const [name, calls] of Object.entries(READS))
        for (const call of [calls].flat()) await examine(name, () => call(db, some));
      for (const [index, call] of READS_OF_THE_SERVER.entries()) await examine(`server ${index}`, () => call(db, some));
      for (const [name, call] of storeWrites(some)) await examine(name, () => call(db));
    } finally {
      await db.close();
    }
    // A connection tells what it has used when it ends, which is after the client has left.
    while (await isExamining()) await sleep(10);
  });

  async function isExamining(): Promise<boolean> {
    const { rowCount } = await target.db.pool.query(
      `SELECT FROM "pg_stat_activity" WHERE "application_name" = 'examined' AND "datname" = current_database()`,
    );
    return rowCount! > 0;
  }

  async function problemsOf(name: string, statement: Statement): Promise<string[]> {
    const reading = await readingOf(target.db.pool, statement, rowCounts);
    if (!reading || Object.hasOwn(LARGE, name)) return [];
    const many = Object.entries(reading.rowsByTable).filter(([, count]) => count > MAX_ROWS);
    const problems = many.map(([table, count]) => `${count} rows of ${table}`);
    if (reading.sortedRows > MAX_ROWS) problems.push(`${reading.sortedRows} rows sorted`);
    return problems.map((problem) => `${name}: ${problem}: ${reading.text.replaceAll(/\s+/g, ' ')}`);
  }

  test('every store is asked', () => {
    const asked = called.filter((name) => !name.startsWith('server '));
    expect(new Set([...asked, ...OTHERS])).toEqual(new Set(Object.keys(stores)));
  });

  test('no statement looks at more rows than it needs', () => {
    expect(found).toEqual([]);
  });

  test('no index is there for nothing', async () => {
    const { rows } = await target.db.pool.query<{ name: string }>(
      `SELECT "indexrelname" AS "name" FROM "pg_stat_user_indexes" JOIN "pg_index" USING ("indexrelid")
       WHERE NOT "indisunique" AND "idx_scan" = 0 ORDER BY 1`,
    );
    expect(rows.map(({ name }) => name)).toEqual([]);
  });
});

describe('100,000 videos in a library', () => {
  const target = useDatabase();
  let library: LargeLibrary;
  /** What a page may look at: itself, once for the keys and once for the videos, and what a filter leaves out on the way. */
  const MAX_PAGE_ROWS = 500;

  beforeAll(async () => {
    library = await makeLargeLibrary(target.db, 100_000);
  });

  const ORDERS: readonly stores.VideoOrder[] = (['createdAt', 'name', 'recordedAt'] as const).flatMap((field) =>
    (['asc', 'desc'] as const).map((direction) => ({ field, direction })),
  );
  const day = { recordedFrom: new Date('2026-02-03'), recordedBefore: new Date('2026-02-04') };
  const FILTERS: Readonly<Record<string, [most: number, (library: LargeLibrary) => stores.VideoFilter]>> = {
    'of the library': [MAX_PAGE_ROWS, ({ libraryId }) => ({ libraryId })],
    'of the plant': [MAX_PAGE_ROWS, () => ({})],
    'of a station': [MAX_PAGE_ROWS, ({ equipmentNodeId }) => ({ equipmentNodeId })],
    'with a text in every name': [MAX_PAGE_ROWS, ({ libraryId }) => ({ libraryId, text: 'CAM' })],
    // 60 of one in a hundred.
    'with a status that one in a hundred has': [2 * 60 * 100, ({ libraryId }) => ({ libraryId, status: 'failed' })],
    'of a day': [MAX_ROWS, ({ libraryId }) => ({ libraryId, ...day })],
  };

  test.each(Object.entries(FILTERS))('a page %s is read from an index, in every order', async (_, [most, filterOf]) => {
    const filter = filterOf(library);
    const rowCounts = new Map([['Video', 100_000]]);
    const found: string[] = [];
    for (const order of ORDERS) {
      const first = await stores.listVideos(target.db, filter, { first: 60 }, order);
      const page = { first: 60, after: first.cursors.at(-1)! };
      for (const statement of await sentBy(target.db, () => stores.listVideos(target.db, filter, page, order))) {
        const { rowsByTable, sortedRows, text } = (await readingOf(target.db.pool, statement, rowCounts))!;
        const count = Math.max(rowsByTable['Video']!, sortedRows);
        if (count > most) found.push(`${order.field} ${order.direction}: ${count} rows: ${text}`);
      }
    }
    expect(found).toEqual([]);
  });
});
