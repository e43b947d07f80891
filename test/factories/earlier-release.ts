import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { readMigrations } from '../../prisma/src/migrate.ts';
import { readUpgradeNotes } from './upgrade-notes.ts';
import type { UpgradeNote } from './upgrade-notes.ts';

const run = promisify(execFile);
const ROOT = path.join(import.meta.dirname, '../..');
const MIGRATIONS = 'prisma/migrations/';
const WORKSPACES = { database: 'prisma', inference: 'inference', server: 'apps/server', admin: 'apps/admin' };

/** The program as it was before a migration, ready to start. */
export interface EarlierRelease {
  readonly root: string;
  remove(): Promise<void>;
}

/** What is in git from before the latest migration. */
export interface EarlierRevision {
  readonly revision: string;
  /** What it does not know. */
  readonly missing: readonly UpgradeNote[];
}

/** Null where the history is not there (a shallow clone, no git). */
export async function revisionBeforeLatestMigration(): Promise<EarlierRevision | null> {
  const latest = (await readMigrations()).at(-1)!.name;
  const file = `${MIGRATIONS}${latest}/migration.sql`;
  const added = await git('log', '-1', '--diff-filter=A', '--format=%H', '--', file).catch(() => '');
  // Not committed yet: what is committed does not know it.
  const revision = await revisionOf(added === '' ? 'HEAD' : `${added}^`);
  if (revision === '') return null;
  const known = new Set((await git('ls-tree', '--name-only', revision, MIGRATIONS)).split('\n'));
  const missing = (await readUpgradeNotes()).filter(({ name }) => !known.has(MIGRATIONS + name));
  return missing.length > 0 ? { revision, missing } : null;
}

/** Empty where it is not there. */
function revisionOf(name: string): Promise<string> {
  return git('rev-parse', '--verify', name).catch(() => '');
}

async function git(...words: string[]): Promise<string> {
  const { stdout } = await run('git', words, { cwd: ROOT });
  return stdout.trim();
}

/** Takes a revision from git, with the packages that are installed now, and generates what it needs to run. */
export async function takeRelease(revision: string): Promise<EarlierRelease> {
  const root = await mkdtemp(path.join(tmpdir(), 'actionary-earlier-'));
  const archive = path.join(root, 'archive.tar');
  await git('archive', '--output', archive, revision);
  await run('tar', ['-xf', archive, '-C', root]);
  await rm(archive);
  await linkPackages(root);
  const cli = path.join(ROOT, 'node_modules/prisma/build/index.js');
  await run(process.execPath, [cli, 'generate'], { cwd: path.join(root, 'prisma') });
  return { root, remove: () => rm(root, { recursive: true, force: true }) };
}

/** All packages but the workspaces' own, which are the revision's. */
async function linkPackages(root: string): Promise<void> {
  const packages = path.join(root, 'node_modules');
  await mkdir(path.join(packages, '@actionary'), { recursive: true });
  for (const name of await readdir(path.join(ROOT, 'node_modules')))
    if (name !== '@actionary' && !name.startsWith('.'))
      await symlink(path.join(ROOT, 'node_modules', name), path.join(packages, name));
  for (const [name, folder] of Object.entries(WORKSPACES)) {
    await symlink(path.join(root, folder), path.join(packages, '@actionary', name));
    const own = path.join(ROOT, folder, 'node_modules');
    // Few workspaces have packages in versions of their own.
    if ((await readdir(own).catch(() => [])).length > 0) await symlink(own, path.join(root, folder, 'node_modules'));
  }
}
