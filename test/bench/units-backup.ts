import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { createBackup } from '../../prisma/src/backup/index.ts';
import type { BenchServices } from './bench-services.ts';
import type { Figure } from './figure.ts';
import { milliseconds } from './times.ts';
import { UNITS } from './unit-figures.ts';

/** A backup of all that the database holds. */
export async function benchBackupUnits({ db, databaseUrl, dataFolder }: BenchServices): Promise<Figure[]> {
  const target = path.join(dataFolder, 'backup');
  const ms = await milliseconds(() => createBackup(databaseUrl, { target, dataFolder, modelsFolder: null }));
  const names = await readdir(target, { recursive: true });
  const sizes = await Promise.all(names.map(async (name) => stat(path.join(target, name))));
  const backupBytes = sizes.reduce((sum, file) => sum + (file.isFile() ? file.size : 0), 0);
  const { rows } = await db.pool.query<{ bytes: number }>(
    'SELECT pg_database_size(current_database())::float8 AS "bytes"',
  );
  const [{ bytes }] = rows;
  return [
    { name: UNITS.backupShare, value: backupBytes / bytes, unit: '×' },
    { name: UNITS.backupRate, value: bytes / 1e3 / ms, unit: 'MB/s' },
  ];
}
