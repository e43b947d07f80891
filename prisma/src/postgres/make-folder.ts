import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseError } from '../database-error.ts';

/**
 * Makes a folder, and those above it, where there is none.
 * @throws {DatabaseError} NO_PERMISSION, whatever the file system says no with
 */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await makeWithParents(folder);
  } catch (cause) {
    throw unwritableError(folder, cause);
  }
}

export function unwritableError(folder: string, cause: unknown): DatabaseError {
  const { code } = cause as NodeJS.ErrnoException;
  const remedy = 'set ACTIONARY_DATA to a folder that may be written to';
  return new DatabaseError('NO_PERMISSION', `${folder} cannot be written to (${code}); ${remedy}`, { cause });
}

/** One after the other: under /proc, Node's own `recursive` never ends. */
async function makeWithParents(folder: string): Promise<void> {
  const parent = path.dirname(folder);
  const error = await tryToMake(folder);
  if (error?.code !== 'ENOENT' || parent === folder) return raise(error);
  await makeWithParents(parent);
  raise(await tryToMake(folder));
}

/** @returns why there is no such folder now; `null` where there is */
async function tryToMake(folder: string): Promise<NodeJS.ErrnoException | null> {
  try {
    await mkdir(folder);
    return null;
  } catch (error) {
    const isThere = await stat(folder).then(
      (facts) => facts.isDirectory(),
      () => false,
    );
    return isThere ? null : (error as NodeJS.ErrnoException);
  }
}

function raise(error: Error | null): void {
  if (error) throw error;
}
