import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { makeFolder } from './make-folder.ts';
import { closedFolder } from './server-user.ts';

describe('startEmbeddedPostgres', () => {
  let base: string;
  let folder: string;
  beforeEach(async () => {
    base = await mkdtemp(path.join(tmpdir(), 'actionary-pg-'));
    await chmod(base, 0o755);
    folder = path.join(base, 'データ with spaces');
  });
  afterEach(() => rm(base, { recursive: true, force: true }));

  const start = () => startEmbeddedPostgres({ folder, isTemporary: true });
  const query = async (url: string, sql: string) => {
    const client = new Client({ connectionString: url });
    await client.connect();
    const { rows } = await client.query(sql).finally(() => client.end());
    return rows;
  };
  const pidOf = async () =>
    Number((await readFile(path.join(folder, 'cluster/postmaster.pid'), 'utf8')).split('\n')[0]);

  /** A process of its own that starts a server and tells when it runs. */
  const startElsewhere = () => {
    const module = pathToFileURL(path.join(import.meta.dirname, 'embedded-postgres.ts')).href;
    const code = `import { startEmbeddedPostgres } from ${JSON.stringify(module)};
      const server = await startEmbeddedPostgres({ folder: ${JSON.stringify(folder)}, isTemporary: true });
      console.log(server.port);`;
    return spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  };

  test('keeps the data from one start to the next', async () => {
    const first = await start();
    await query(first.url(), 'CREATE TABLE kept AS SELECT 1 AS value');
    await first.stop();
    await first.closed;
    const second = await start();
    expect(await query(second.url(), 'SELECT value FROM kept')).toEqual([{ value: 1 }]);
    await second.stop();
  });

  test('refuses a folder that a living process uses', async () => {
    const first = await start();
    await expect(start()).rejects.toMatchObject({ code: 'IN_USE', message: expect.stringContaining(folder) });
    await first.stop();
  });

  test('recovers a server that was killed, and tells its owner', async () => {
    const first = await start();
    await query(first.url(), 'CREATE TABLE kept AS SELECT 2 AS value');
    await query(first.url(), 'CHECKPOINT');
    process.kill(await pidOf(), 'SIGKILL');
    await first.closed;
    const second = await start();
    expect(await query(second.url(), 'SELECT value FROM kept')).toEqual([{ value: 2 }]);
    await second.stop();
  });

  test('is not misled by a note whose process id now belongs to another program', async () => {
    const first = await start();
    await first.stop();
    await writeFile(path.join(folder, 'cluster/postmaster.pid'), `${process.pid}\n/elsewhere\n1\n5432\n\n127.0.0.1\n`);
    const second = await start();
    expect(await pidOf()).not.toBe(process.pid);
    await second.stop();
  });

  test('takes over a server whose owner was killed', async () => {
    const owner = startElsewhere();
    await once(owner.stdout, 'data');
    const pid = await pidOf();
    await expect(start()).rejects.toMatchObject({ code: 'IN_USE' });
    owner.kill('SIGKILL');
    await once(owner, 'exit');
    const second = await start();
    expect(await pidOf()).toBe(pid);
    await second.stop();
  });

  test('says which folder cannot be written to', async () => {
    await writeFile(path.join(base, 'file'), '');
    folder = path.join(base, 'file/data');
    await expect(start()).rejects.toMatchObject({
      code: 'NO_PERMISSION',
      message: expect.stringContaining('ACTIONARY_DATA'),
    });
  });
});

describe('makeFolder', () => {
  const itOnLinux = process.platform === 'linux' ? test : test.skip;

  test('makes the folders above it, and may be repeated', async () => {
    const base = await mkdtemp(path.join(tmpdir(), 'actionary folder-'));
    await makeFolder(path.join(base, 'one/two three'));
    await makeFolder(path.join(base, 'one/two three'));
    expect((await stat(path.join(base, 'one/two three'))).isDirectory()).toBe(true);
    await rm(base, { recursive: true });
  });

  itOnLinux.each(['/proc/actionary', '/proc/actionary/data/postgres', '/dev/null/data'])(
    'ends where nothing can be made: %s',
    async (target) => {
      await expect(makeFolder(target)).rejects.toMatchObject({
        code: 'NO_PERMISSION',
        message: expect.stringMatching(/^\/.* cannot be written to \(E[A-Z]+\); set ACTIONARY_DATA/),
      });
    },
  );
});

describe('closedFolder', () => {
  test('finds the folder that a user may not enter', async () => {
    const base = await mkdtemp(path.join(tmpdir(), 'actionary-closed-'));
    await mkdir(path.join(base, 'inner'));
    expect(await closedFolder(path.join(base, 'inner'), { uid: 4_000_000, gid: 4_000_000 })).toBe(base);
    expect(await closedFolder(path.join(base, 'inner'), {})).toBeNull();
    await chmod(base, 0o711);
    expect(await closedFolder(path.join(base, 'inner'), { uid: 4_000_000, gid: 4_000_000 })).toBeNull();
    await rm(base, { recursive: true });
  });
});
