import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { useDatabase } from '../../../test/factories/database.ts';
import { serverUrl } from '../../../test/factories/database-server.ts';
import { migrateBefore } from '../../../test/factories/migrations.ts';
import { noteCounts } from '../../../test/factories/note-counts.ts';
import { makeLibrary, makeVideos, sha256 } from '../../../test/factories/records.ts';
import { createBackup } from './create-backup.ts';
import { filesOf, writeManifest } from './manifest.ts';
import type { Manifest } from './manifest.ts';
import { restoreBackup } from './restore-backup.ts';
import type { RestoreBackupOptions } from './restore-backup.ts';

const source = useDatabase();
const target = useDatabase({ template: 'template0' });
const options = { dataFolder: '/data', modelsFolder: null };

let folder: string;
let whole: string;
let manifest: Manifest;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'actionary-restore-'));
  whole = path.join(folder, 'whole');
  await makeVideos(source.db, (await makeLibrary(source.db)).id, 5);
  manifest = await createBackup(source.url, { ...options, target: whole });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const restore = (from: string, more: Partial<RestoreBackupOptions> = {}) =>
  restoreBackup(target.url, { ...options, source: from, ...more });

/** Asks the target by a connection that is gone afterwards: a restore insists on being alone. */
async function ask<T extends object>(sql: string): Promise<T[]> {
  const client = new Client({ connectionString: target.url });
  await client.connect();
  return client.query<T>(sql).then(
    async ({ rows }) => {
      await client.end();
      return rows;
    },
    async (error: unknown) => {
      await client.end();
      throw error;
    },
  );
}

const tableNames = async () =>
  (await ask<{ name: string }>(`SELECT tablename AS "name" FROM pg_tables WHERE schemaname = 'public'`)).map(
    ({ name }) => name,
  );
const paths = async () => (await ask<{ path: string }>('SELECT "path" FROM "Video" ORDER BY 1')).map((row) => row.path);

describe('into an empty database', () => {
  let copy: string;
  beforeEach(async () => {
    copy = await mkdtemp(path.join(folder, 'copy-'));
    await cp(whole, copy, { recursive: true });
  });

  test('nothing is restored where any byte of any file has changed', async () => {
    const names = ['manifest.json', 'manifest.sha256', ...filesOf(manifest).map((file) => file.path)];
    let seed = 7;
    for (const name of names) {
      const file = path.join(copy, name);
      const bytes = await readFile(file);
      for (let round = 0; round < 8; round++) {
        seed = (seed * 48_271) % 2_147_483_647;
        const flipped = Buffer.from(bytes);
        flipped[seed % bytes.length]! ^= 1 << (seed % 8);
        await writeFile(file, flipped);
        const told = { code: 'DAMAGED', message: expect.stringMatching(`^${copy}/manifest|^${file} has changed`) };
        await expect(restore(copy)).rejects.toMatchObject(told);
        noteCounts({ 'damaged backups': 1 });
      }
      await writeFile(file, bytes);
    }
    expect(await tableNames()).toEqual([]);
  });

  test('nothing is restored where a file is missing or cut, and the file is named', async () => {
    const { path: name, sizeBytes } = manifest.tables.find((table) => table.name === 'Video')!.file;
    const file = path.join(copy, name);
    await writeFile(file, (await readFile(file)).subarray(1));
    const cut = `${file} has ${sizeBytes - 1} bytes, not ${sizeBytes}; copy the backup again`;
    await expect(restore(copy)).rejects.toMatchObject({ code: 'DAMAGED', message: expect.stringContaining(cut) });
    await rm(file);
    const missing = `${file} is missing; copy the backup again`;
    await expect(restore(copy)).rejects.toMatchObject({ code: 'DAMAGED', message: expect.stringContaining(missing) });
    await rm(path.join(copy, 'manifest.sha256'));
    await expect(restore(copy)).rejects.toMatchObject({ code: 'DAMAGED' });
    await rm(path.join(copy, 'manifest.json'));
    await expect(restore(copy)).rejects.toMatchObject({ code: 'NOT_A_BACKUP' });
    expect(await tableNames()).toEqual([]);
  });

  test('a backup of a newer version, or of another one, is refused', async () => {
    const newer = { name: '29990101000000_newer', checksum: sha256('newer') };
    await writeManifest(copy, { ...manifest, migrations: [...manifest.migrations, newer] });
    const remedy = `${newer.name} is not known here; restore with the version that made it`;
    const refusal = { code: 'UNKNOWN_VERSION', message: expect.stringContaining(remedy) };
    await expect(restore(copy)).rejects.toMatchObject(refusal);
    const [first, ...others] = manifest.migrations;
    await writeManifest(copy, { ...manifest, migrations: [{ ...first!, checksum: sha256('edited') }, ...others] });
    await expect(restore(copy)).rejects.toMatchObject({ code: 'UNKNOWN_VERSION' });
    const later = { ...manifest, format: 2 };
    await writeManifest(copy, later);
    await expect(restore(copy)).rejects.toMatchObject({ code: 'UNKNOWN_VERSION' });
    expect(await tableNames()).toEqual([]);
  });

  test('rows that break a foreign key are not taken', async () => {
    const empty = manifest.tables.find(({ name }) => name === 'Vocabulary')!;
    const tables = manifest.tables.map((table) =>
      table.name === 'VideoLibrary' ? { ...table, rowCount: 0, file: { ...empty.file, path: table.file.path } } : table,
    );
    await cp(path.join(copy, empty.file.path), path.join(copy, 'tables/VideoLibrary.copy.zst'));
    await writeManifest(copy, { ...manifest, tables });
    await expect(restore(copy)).rejects.toThrow('violates foreign key constraint');
    expect(await tableNames()).toEqual([]);
  });

  test('a restore that is stopped while rows are loaded leaves nothing behind', async () => {
    const stopping = new AbortController();
    const onProgress = (step: string) => step === 'rows' && stopping.abort(new Error('stopped'));
    await expect(restore(copy, { signal: stopping.signal, onProgress })).rejects.toThrow('stopped');
    expect(await tableNames()).toEqual([]);
  });
});

test('a user who may do nothing but own the database can restore into it', async () => {
  const owner = `owner_${randomBytes(6).toString('hex')}`;
  await source.db.pool.query(`CREATE ROLE ${owner} LOGIN PASSWORD 'secret'`);
  await source.db.pool.query(`CREATE DATABASE ${owner} OWNER ${owner}`);
  try {
    const url = Object.assign(new URL(serverUrl(owner)), { username: owner, password: 'secret' }).href;
    await restoreBackup(url, { ...options, source: whole });
    const again = await createBackup(url, { ...options, target: path.join(folder, 'again') });
    expect(again.tables).toEqual(manifest.tables);
  } finally {
    await source.db.pool.query(`DROP DATABASE ${owner}`);
    await source.db.pool.query(`DROP ROLE ${owner}`);
  }
});

describe('into a database that is in use', () => {
  beforeAll(async () => {
    await restore(whole);
    await ask(`UPDATE "Video" SET "path" = 'changed.mp4' WHERE "path" = '001.mp4'`);
  });

  test('nothing is thrown away unless that is asked for', async () => {
    const message = expect.stringMatching(/not empty \(it has rows in Change\).*--replace/);
    await expect(restore(whole)).rejects.toMatchObject({ code: 'NOT_EMPTY', message });
    expect(await paths()).toContain('changed.mp4');
  });

  test('a restore that is stopped leaves what was there', async () => {
    const stopping = new AbortController();
    const onProgress = (step: string) => step === 'foreign keys' && stopping.abort(new Error('stopped'));
    const stopped = restore(whole, { isReplacing: true, signal: stopping.signal, onProgress });
    await expect(stopped).rejects.toThrow('stopped');
    expect(await paths()).toContain('changed.mp4');
  });

  test('who is connected is named', async () => {
    const client = new Client({ connectionString: target.url, application_name: 'somebody' });
    await client.connect();
    const told = { code: 'IN_USE', message: expect.stringContaining('(somebody); stop Actionary') };
    await expect(restore(whole, { isReplacing: true }))
      .rejects.toMatchObject(told)
      .finally(() => client.end());
  });

  test('what was there is replaced where that is asked for, and so is its queue', async () => {
    await ask('CREATE SCHEMA pgboss CREATE TABLE job (id int)');
    await restore(whole, { isReplacing: true });
    expect(await paths()).toEqual(['001.mp4', '002.mp4', '003.mp4', '004.mp4', '005.mp4']);
    expect(await ask(`SELECT FROM pg_namespace WHERE nspname = 'pgboss'`)).toEqual([]);
  });

  test("tables that are not Actionary's are never thrown away", async () => {
    await ask('DROP TABLE "_prisma_migrations"');
    const message = expect.stringContaining("holds the table Account, which is not Actionary's");
    await expect(restore(whole, { isReplacing: true })).rejects.toMatchObject({ code: 'NOT_EMPTY', message });
    expect(await paths()).toHaveLength(5);
  });
});

describe('a backup of an older version', () => {
  const old = useDatabase({ template: 'template0' });
  const restored = useDatabase({ template: 'template0' });

  test('is restored as it was, and migrated on', async () => {
    await migrateBefore(old.url, '20261129020000_inspection');
    await old.db.pool.query(
      `INSERT INTO "EquipmentNode" ("id", "level", "name", "externalId") VALUES (gen_random_uuid(), 'Unit', 'Cell', '')`,
    );
    const from = path.join(folder, 'old');
    const made = await createBackup(old.url, { ...options, target: from });
    expect(made.migrations.length).toBeLessThan(manifest.migrations.length);
    await restoreBackup(restored.url, { ...options, source: from });
    const { rows } = await restored.db.pool.query(
      'SELECT "migration_name" AS "name", "checksum" FROM "_prisma_migrations" ORDER BY 1',
    );
    expect(rows).toEqual(manifest.migrations);
    // What the tables no longer allow was mended by the migration, as it would have been there.
    expect(await restored.db.prisma.equipmentNode.findMany()).toMatchObject([{ name: 'Cell', externalId: null }]);
  });

  test('what is no database of Actionary is not backed up', async () => {
    await ask('DROP TABLE IF EXISTS "_prisma_migrations"');
    const made = createBackup(target.url, { ...options, target: path.join(folder, 'nothing') });
    await expect(made).rejects.toMatchObject({ code: 'NOTHING_THERE' });
  });
});
