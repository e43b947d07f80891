import { stat } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseError } from '../database-error.ts';
import { runProgram } from './run-program.ts';
import type { RunAs } from './run-program.ts';

const USER = 'postgres';

/**
 * PostgreSQL refuses to run as root: then it runs as the user `postgres`, who is created where there is none.
 * @returns empty where this process is not root
 * @throws {DatabaseError} START_FAILED
 */
export async function serverUser(): Promise<RunAs> {
  if (process.getuid?.() !== 0) return {};
  const existing = await lookUp();
  if (existing) return existing;
  const flags = ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin'];
  const { output } = await runProgram('useradd', [...flags, USER]).catch(({ message }: Error) => ({ output: message }));
  const created = await lookUp();
  if (created) return created;
  throw new DatabaseError(
    'START_FAILED',
    `PostgreSQL does not run as root, and the user ${USER} cannot be created (${output.trim()}); ` +
      'start as another user, or set DATABASE_URL to a server of your own',
  );
}

async function lookUp(): Promise<Required<RunAs> | null> {
  const [uid, gid] = await Promise.all(['-u', '-g'].map((flag) => runProgram('id', [flag, USER])));
  if (uid.code !== 0 || gid.code !== 0) return null;
  return { uid: Number(uid.output), gid: Number(gid.output) };
}

/** The first folder on the way to `target` that the user may not enter, or `null`. */
export async function closedFolder(target: string, { uid, gid }: RunAs): Promise<string | null> {
  if (uid === undefined) return null;
  for (const folder of foldersTo(target)) {
    const facts = await stat(folder);
    const shift = facts.uid === uid ? 6 : facts.gid === gid ? 3 : 0;
    if (((facts.mode >> shift) & 1) === 0) return folder;
  }
  return null;
}

/** `/a/b` → `/`, `/a`, `/a/b` */
function foldersTo(target: string): string[] {
  const parent = path.dirname(target);
  return parent === target ? [target] : [...foldersTo(parent), target];
}
