import { randomBytes } from 'node:crypto';
import { chown, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Client } from 'pg';
import { DatabaseError } from '../database-error.ts';
import { findBinaries } from './binaries.ts';
import type { Binaries } from './binaries.ts';
import { makeFolder, unwritableError } from './make-folder.ts';
import { runProgram } from './run-program.ts';
import type { RunAs } from './run-program.ts';
import { closedFolder, serverUser } from './server-user.ts';

/** Where a cluster lies, and with what and as whom it is run. */
export interface Place {
  readonly folder: string;
  readonly cluster: string;
  readonly password: string;
  readonly binaries: Binaries;
  readonly runAs: RunAs;
}

/**
 * Makes the folder ready for a cluster.
 * @throws {DatabaseError} NO_PERMISSION, START_FAILED
 */
export async function preparePlace(folder: string): Promise<Place> {
  const runAs = await serverUser();
  await makeFolder(folder);
  const password = await prepareFolder(folder, runAs);
  return {
    folder,
    cluster: path.join(folder, 'cluster'),
    password,
    binaries: await findBinaries(folder, runAs),
    runAs,
  };
}

/** Gives the folder to the server's user. @returns the password kept in it */
async function prepareFolder(folder: string, runAs: RunAs): Promise<string> {
  try {
    await giveTo(folder, runAs);
    const closed = await closedFolder(folder, runAs);
    if (closed) throw closedError(folder, closed);
    return await readPassword(path.join(folder, 'password'), runAs);
  } catch (cause) {
    throw cause instanceof DatabaseError ? cause : unwritableError(folder, cause);
  }
}

function closedError(folder: string, closed: string): DatabaseError {
  return new DatabaseError(
    'NO_PERMISSION',
    `PostgreSQL does not run as root, and the user postgres may not enter ${closed}, where the data folder ${folder} lies; ` +
      'set ACTIONARY_DATA to a folder outside it, e.g. /var/lib/actionary, or start as another user than root',
  );
}

/** Nothing to do where the server runs as this process does. */
export async function giveTo(target: string, { uid, gid }: RunAs): Promise<void> {
  if (uid !== undefined && gid !== undefined) await chown(target, uid, gid);
}

async function readPassword(file: string, runAs: RunAs): Promise<string> {
  await writeFile(file, randomBytes(24).toString('hex'), { flag: 'wx', mode: 0o600 }).catch(ignore('EEXIST'));
  await giveTo(file, runAs);
  const password = await readFile(file, 'utf8');
  if (password !== '') return password;
  // A process that was killed while writing it; no cluster can have been made with it.
  await rm(file);
  return readPassword(file, runAs);
}

function ignore(code: string): (error: NodeJS.ErrnoException) => void {
  return (error) => {
    if (error.code !== code) throw error;
  };
}

/**
 * Creates the cluster, where there is none, beside its place, and moves it there when it is complete.
 * @throws {DatabaseError} START_FAILED
 */
export async function createCluster({ folder, cluster, binaries, runAs }: Place, isTemporary: boolean): Promise<void> {
  if (await stat(path.join(cluster, 'PG_VERSION')).catch(ignore('ENOENT'))) return;
  const unfinished = path.join(folder, `cluster-${randomBytes(4).toString('hex')}`);
  const { code, output } = await runProgram(
    binaries.initdb,
    [
      `--pgdata=${unfinished}`,
      `--pwfile=${path.join(folder, 'password')}`,
      '--username=actionary',
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      ...(isTemporary ? ['--no-sync'] : []),
      // The same order of texts on every machine, whatever locales it has.
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
    ],
    runAs,
  );
  if (code !== 0) {
    await rm(unfinished, { recursive: true, force: true });
    throw new DatabaseError('START_FAILED', `no database can be created in ${folder}: ${lastLines(output)}`);
  }
  await rename(unfinished, cluster);
}

/** A client of the database `postgres`; not connected. */
export function createClient(place: Place, port: number): Client {
  return new Client({ connectionString: urlOf(place, port, 'postgres'), connectionTimeoutMillis: 5000 });
}

export function urlOf({ password }: Place, port: number, database: string): string {
  return `postgresql://actionary:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
}

/** What is worth telling of a program's output. */
export function lastLines(text: string): string {
  return text.trim().split('\n').slice(-4).join(' · ');
}
