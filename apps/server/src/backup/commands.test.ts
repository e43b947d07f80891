import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createJob, migrate, openDatabase, startDatabaseServer } from '../../../../prisma/src/index.ts';
import type { Database } from '../../../../prisma/src/index.ts';
import { furnish } from '../../../../test/factories/furnished.ts';
import { makeLibrary, valueOf } from '../../../../test/factories/records.ts';
import { closeServices, openServices } from '../../../../test/factories/server.ts';
import { tableHashes } from '../../../../test/factories/table-hashes.ts';
import { startWorker } from '../worker.ts';

let folder: string;
const inFolder = (name: string) => path.join(folder, name);
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'actionary commands '));
  // Started by root, the database runs as another user, who has to get in.
  await chmod(folder, 0o755);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A command as npm runs it, in the data folder that it names. */
function start(command: 'backup' | 'restore', dataFolder: string, ...given: string[]) {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, `${command}.ts`), ...given], {
    env: {
      PATH: process.env['PATH'],
      INIT_CWD: folder,
      ACTIONARY_DATA: inFolder(dataFolder),
      ACTIONARY_MODELS: inFolder('models'),
      NODE_NO_WARNINGS: '1',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = once(child, 'close').then(([code]: (number | null)[]) => ({ code, said }));
  return { child, ended };
}

const run = (...call: Parameters<typeof start>) => start(...call).ended;

/** The embedded server as the product that runs owns it. */
async function withProduct<T>(dataFolder: string, work: (db: Database, url: string) => Promise<T>): Promise<T> {
  const server = await startDatabaseServer({ databaseUrl: '', dataFolder: inFolder(dataFolder) });
  await migrate(server.url);
  const db = openDatabase(server.url);
  return work(db, server.url).finally(async () => {
    await db.close();
    await server.stop();
  });
}

let before: Awaited<ReturnType<typeof tableHashes>>;

test('a backup is made beside the product that runs, and a restore is not', async () => {
  await withProduct('data', async (db) => {
    await furnish(db, 2);
    // A worker would ask the network for it.
    await db.prisma.job.deleteMany({ where: { kind: 'pull' } });
    const { id: libraryId } = await makeLibrary(db);
    valueOf(await createJob(db, { kind: 'scan', libraryId }));
    before = await tableHashes(db.pool);
    const rowCount = Object.values(before).reduce((sum, { count }) => sum + count, 0);
    expect(await run('backup', 'data', 'first')).toEqual({
      code: 0,
      said: expect.stringMatching(`^${inFolder('first')}: ${rowCount} rows of \\d+ tables, 0 encoders\n$`),
    });
    const refused = await run('restore', 'data', 'first', '--replace');
    expect(refused).toEqual({ code: 1, said: expect.stringContaining('another process uses the data folder') });
    expect(await tableHashes(db.pool)).toEqual(before);
  });
});

test('a restore starts the database of an empty data folder, and leaves it stopped and filled', async () => {
  expect(await run('restore', 'other', 'first')).toMatchObject({ code: 0 });
  expect(await run('backup', 'other', 'second', '--without-models')).toMatchObject({ code: 0 });
  expect(await run('restore', 'other', 'second')).toEqual({
    code: 1,
    said: expect.stringMatching(/not empty.*--replace/),
  });
  const hashes = async (backup: string) => {
    const { tables } = JSON.parse(await readFile(path.join(folder, backup, 'manifest.json'), 'utf8')) as {
      tables: { name: string; file: { sha256: string } }[];
    };
    return tables.map(({ name, file }) => [name, file.sha256]);
  };
  expect(await hashes('second')).toEqual(await hashes('first'));
});

test('what was open when the backup was made is queued again when a worker starts', async () => {
  await withProduct('other', async (db, url) => {
    expect(await tableHashes(db.pool)).toEqual(before);
    const services = await openServices(url, db, inFolder('other'), 1);
    await startWorker(services);
    const { rows } = await db.pool.query<{ name: string }>(`SELECT DISTINCT "name" FROM pgboss.job ORDER BY 1`);
    await closeServices(services);
    expect(rows.map(({ name }) => name)).toEqual(expect.arrayContaining(['rescore', 'scan', 'suggest']));
  });
});

test('Ctrl-C ends a backup at once, and nothing is left of it', async () => {
  await withProduct('other', async ({ pool }) => {
    const holder = await pool.connect();
    await holder.query('BEGIN');
    await holder.query('LOCK TABLE "Video" IN ACCESS EXCLUSIVE MODE');
    const { child, ended } = start('backup', 'other', 'stopped');
    for (let isWaiting = false; !isWaiting;) {
      const { rows } = await pool.query('SELECT FROM pg_locks WHERE NOT granted');
      isWaiting = rows.length > 0;
    }
    child.kill('SIGINT');
    expect(await ended).toEqual({ code: 130, said: 'Stopped; the database is as it was.\n' });
    await holder.query('ROLLBACK');
    holder.release();
  });
});

test('what cannot be understood or found is told in a line, and nothing is made of it', async () => {
  expect(await run('backup', 'data')).toMatchObject({
    code: 2,
    said: expect.stringContaining('Usage: npm run backup'),
  });
  expect(await run('restore', 'data', 'first', '--force')).toMatchObject({ code: 2 });
  const nowhere = await run('backup', 'nowhere', 'third');
  expect(nowhere).toEqual({ code: 1, said: expect.stringMatching(/^there is no database in .*nowhere; set .*\n$/) });
  expect((await readdir(folder)).toSorted()).toEqual(['data', 'first', 'other', 'second']);
});
