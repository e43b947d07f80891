import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { useDatabase } from '../../test/factories/database.ts';
import { migrate } from './migrate.ts';

describe('migrate', () => {
  const target = useDatabase({ template: 'template0' });
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'migrations-'));
    await addMigration('1_first', 'CREATE TABLE first (id int);');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const addMigration = async (name: string, sql: string) => {
    await mkdir(path.join(folder, name), { recursive: true });
    await writeFile(path.join(folder, name, 'migration.sql'), sql);
  };
  const run = () => migrate(target.url, { folder });

  test('applies each migration once, however many processes ask for it', async () => {
    expect((await Promise.all([run(), run(), run()])).flat()).toEqual(['1_first']);
    expect(await run()).toEqual([]);
  });

  test('notes what Prisma Migrate would', async () => {
    const { rows } = await target.db.pool.query('SELECT * FROM _prisma_migrations');
    expect(rows).toEqual([
      expect.objectContaining({
        migration_name: '1_first',
        checksum: '9306ca57b3a4fb17ae7aa78ad99be9dd1357a32738ef31c6967a59bd2346ee96',
        finished_at: expect.any(Date),
        rolled_back_at: null,
        applied_steps_count: 1,
      }),
    ]);
  });

  test('leaves nothing of a migration that fails, and goes on when it is mended', async () => {
    await addMigration('2_second', 'CREATE TABLE second (id int); SELECT 1 / 0;');
    await expect(run()).rejects.toThrow('migration 2_second: division by zero');
    const { rows } = await target.db.pool.query(`SELECT to_regclass('second') AS "table"`);
    expect(rows).toEqual([{ table: null }]);
    await addMigration('2_second', 'CREATE TABLE second (id int);');
    expect(await run()).toEqual(['2_second']);
  });

  test('lets others pass while somebody is at a table for long, and goes on when they are done', async () => {
    await addMigration('2_third', 'ALTER TABLE first ADD COLUMN more int;');
    const busy = await target.db.pool.connect();
    await busy.query('BEGIN; SELECT FROM first;');
    const migrating = migrate(target.url, { folder, lockTimeoutMs: 50 });
    const isWaiting = async () => {
      const { rowCount } = await target.db.pool.query(
        `SELECT FROM pg_locks WHERE relation = 'first'::regclass AND NOT granted`,
      );
      return rowCount! > 0;
    };
    while (!(await isWaiting()));
    // Whoever comes after it would wait for as long as the first one works.
    expect((await target.db.pool.query('SELECT count(*)::int FROM first')).rows).toEqual([{ count: 0 }]);
    await busy.query('COMMIT');
    busy.release();
    expect(await migrating).toEqual(['2_third']);
  });

  test('refuses a migration that was changed after it was applied', async () => {
    await addMigration('1_first', 'CREATE TABLE other (id int);');
    await expect(run()).rejects.toMatchObject({ code: 'MIGRATION_FAILED' });
    await addMigration('1_first', 'CREATE TABLE first (id int);');
  });

  test('refuses a database that a newer program has migrated', async () => {
    await rm(path.join(folder, '2_third'), { recursive: true });
    await rm(path.join(folder, '2_second'), { recursive: true });
    await expect(run()).rejects.toThrow('migration 2_second: the database is newer than this program');
  });

  test('names the server that cannot be reached, not its password', async () => {
    const error = await migrate('postgresql://user:secret@127.0.0.1:1/none').catch((thrown: Error) => thrown);
    expect(error).toMatchObject({ code: 'UNREACHABLE' });
    expect(String(error)).toContain('127.0.0.1:1/none');
    expect(String(error)).not.toContain('secret');
  });
});
