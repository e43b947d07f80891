import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Pool } from 'pg';
import { useDatabase } from '../../../test/factories/database.ts';
import { furnish } from '../../../test/factories/furnished.ts';
import { noteCounts } from '../../../test/factories/note-counts.ts';
import { makeLibrary, valueOf } from '../../../test/factories/records.ts';
import { tableHashes } from '../../../test/factories/table-hashes.ts';
import { verifyAudit } from '../audit-chain.ts';
import { noteAudit } from '../audit-entries.ts';
import { createEquipmentNode } from '../equipment-nodes.ts';
import { search } from '../search.ts';
import { createBackup } from './create-backup.ts';
import type { Manifest } from './manifest.ts';
import { restoreBackup } from './restore-backup.ts';

const source = useDatabase();
const target = useDatabase({ template: 'template0' });
const elsewhere = useDatabase({ template: 'template0' });

let folder: string;
let made: Manifest;
const inFolder = (name: string) => path.join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'actionary backup '));
  await furnish(source.db, 3);
  const { id } = await makeLibrary(source.db);
  await source.db.prisma.videoLibrary.update({ where: { id }, data: { folder: `/data/libraries/${id}` } });
  made = await createBackup(source.url, { target: inFolder('first'), dataFolder: '/data', modelsFolder: null });
  await restoreBackup(target.url, { source: inFolder('first'), dataFolder: '/data', modelsFolder: null });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What belongs to the tables beside their rows; the names of constraints say what they check. */
async function schemaOf(pool: Pool) {
  const { rows } = await pool.query(`
    SELECT conname AS "name", pg_get_constraintdef(oid) AS "definition", convalidated::text AS "state" FROM pg_constraint
      WHERE connamespace = 'public'::regnamespace
    UNION ALL SELECT tgname, pg_get_triggerdef(oid), tgenabled::text FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT indexname, indexdef, '' FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT migration_name, checksum, finished_at IS NOT NULL || '' FROM _prisma_migrations
    ORDER BY 1, 2`);
  return rows;
}

test('every row of every table is there again, and nothing else', async () => {
  const before = await tableHashes(source.db.pool);
  expect(await tableHashes(target.db.pool)).toEqual(before);
  const counts = Object.entries(before).map(([name, { count }]) => [name, count]);
  expect(made.tables.map(({ name, rowCount }) => [name, rowCount])).toEqual(counts);
  // A table that is empty here would prove nothing: the furnished database has to know it.
  expect(counts.filter(([, count]) => count === 0)).toEqual([]);
  const rowCount = Object.values(before).reduce((sum, { count }) => sum + count, 0);
  noteCounts({ 'tables compared': counts.length, 'rows compared': rowCount });
});

test('keys, checks, triggers, indexes and migrations are those of a migrated database', async () => {
  const schema = await schemaOf(source.db.pool);
  expect(await schemaOf(target.db.pool)).toEqual(schema);
  expect(schema.length).toBeGreaterThan(100);
});

test('what was restored works: names are found, wrong rows refused, new ones taken', async () => {
  const { db } = target;
  const hits = await search(db, '動作1', 10);
  expect(hits.length).toBeGreaterThan(0);
  expect(hits).toEqual(await search(source.db, '動作1', 10));
  await expect(db.pool.query(`UPDATE "Video" SET "libraryId" = gen_random_uuid()`)).rejects.toThrow(
    'violates foreign key constraint',
  );
  await expect(
    db.pool.query(`UPDATE "VocabularyVersion" SET "notes" = 'x' WHERE "status" = 'published'`),
  ).rejects.toThrow('never changes');
  expect(await createEquipmentNode(db, { level: 'Site', name: 'New' })).toMatchObject({ ok: true });
});

test('a backup of what was restored is the same, byte for byte; folders in the data folder move with it', async () => {
  const moved = { source: inFolder('first'), dataFolder: '/moved/data', modelsFolder: null };
  await restoreBackup(elsewhere.url, moved);
  const second = await createBackup(elsewhere.url, { ...moved, target: inFolder('second') });
  const different = second.tables.filter(({ file }, index) => file.sha256 !== made.tables[index]!.file.sha256);
  expect(different.map(({ name }) => name)).toEqual(['VideoLibrary']);
  const { rows } = await elsewhere.db.pool.query(
    `SELECT "folder" = '/moved/data/libraries/' || "id" AS "isMoved", count(*)::int FROM "VideoLibrary" GROUP BY 1 ORDER BY 1`,
  );
  expect(rows).toEqual([
    { isMoved: false, count: made.tables.find(({ name }) => name === 'VideoLibrary')!.rowCount - 1 },
    { isMoved: true, count: 1 },
  ]);
});

test('a backup is of one moment, whatever is written meanwhile', async () => {
  const writer = await source.db.pool.connect();
  try {
    await writer.query('BEGIN');
    await writer.query('LOCK TABLE "EquipmentNode" IN ACCESS EXCLUSIVE MODE');
    const options = { target: inFolder('moment'), dataFolder: '/data', modelsFolder: null };
    const backup = createBackup(source.url, options);
    // Its moment has come once it waits for the tables.
    for (let isWaiting = false; !isWaiting;) {
      const { rows } = await source.db.pool.query(
        `SELECT FROM pg_locks JOIN pg_database ON pg_database.oid = database WHERE datname = current_database() AND NOT granted`,
      );
      isWaiting = rows.length > 0;
    }
    await writer.query(`INSERT INTO "Vocabulary" ("id", "name") VALUES (gen_random_uuid(), 'Too late')`);
    await writer.query('COMMIT');
    const hashesOf = ({ tables }: Manifest) => tables.map(({ file }) => file.sha256);
    expect(hashesOf(await backup)).toEqual(hashesOf(made));
  } finally {
    writer.release();
  }
});

test('a backup that is stopped, or cannot be written, leaves nothing behind', async () => {
  const before = await readdir(folder);
  const stopping = new AbortController();
  const options = { dataFolder: '/data', modelsFolder: null };
  const stopped = createBackup(source.url, {
    ...options,
    target: inFolder('stopped'),
    signal: stopping.signal,
    onProgress: () => stopping.abort(new Error('stopped')),
  });
  await expect(stopped).rejects.toThrow('stopped');
  const failures = [
    [{ target: inFolder('first') }, 'NOT_WRITTEN', 'exists already'],
    [{ target: inFolder('nowhere/backup') }, 'NOT_WRITTEN', 'name another folder'],
  ] as const;
  for (const [{ target: to }, code, remedy] of failures) {
    const failed = createBackup(source.url, { ...options, target: to });
    await expect(failed).rejects.toMatchObject({ code, message: expect.stringMatching(`^${to}.*${remedy}`) });
  }
  expect(await readdir(folder)).toEqual(before);
});

test('the audit verifies, and goes on', async () => {
  const check = await verifyAudit(target.db);
  expect(check).toMatchObject({ isIntact: true, forgottenCount: 0 });
  expect(check).toEqual(await verifyAudit(source.db));
  const nobody = { actorKind: 'system', actorId: null, actorName: null, address: null, requestId: null } as const;
  await noteAudit(target.db, { ...nobody, action: 'signIn', subjectIds: [], details: {} });
  expect(await verifyAudit(target.db)).toMatchObject({ isIntact: true, entryCount: check.entryCount + 1 });
});

test('what counts up by itself goes on behind what was restored', async () => {
  const { rows } = await target.db.pool.query(`SELECT sequencename FROM pg_sequences WHERE schemaname = 'public'`);
  expect(rows).toEqual([{ sequencename: 'Change_id_seq' }]);
  const latest = () => target.db.prisma.change.findFirstOrThrow({ orderBy: { id: 'desc' } });
  const { id } = await latest();
  expect(id).toBeGreaterThan(100n);
  valueOf(await createEquipmentNode(target.db, { level: 'Site', name: 'Later' }));
  expect((await latest()).id).toBe(id + 1n);
});
