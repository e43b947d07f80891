import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { migrate } from '../../prisma/src/migrate.ts';

const MIGRATIONS = path.join(import.meta.dirname, '../../prisma/migrations');

/** Applies the migrations that came before one, so that rows can be added as they were then. */
export async function migrateBefore(url: string, migration: string): Promise<void> {
  const entries = await readdir(MIGRATIONS, { withFileTypes: true });
  const earlier = entries.filter((entry) => entry.isDirectory() && entry.name < migration);
  const folder = await mkdtemp(path.join(tmpdir(), 'migrations-'));
  try {
    for (const { name } of earlier) await cp(path.join(MIGRATIONS, name), path.join(folder, name), { recursive: true });
    await migrate(url, { folder });
  } finally {
    await rm(folder, { recursive: true });
  }
}
