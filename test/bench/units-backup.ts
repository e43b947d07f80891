import path from 'node:path';
import { createBackup } from '../../prisma/src/backup/index.ts';
import type { Database } from '../../prisma/src/index.ts';
import type { BenchServices } from './bench-services.ts';
import type { Figure } from './figure.ts';
import { UNITS } from './unit-figures.ts';

/** A backup of what the database holds, but of segments only such as recognition writes. */
export async function benchBackupUnits({ db, databaseUrl, dataFolder }: BenchServices): Promise<Figure[]> {
  await keepUsualSegments(db);
  const target = path.join(dataFolder, 'backup');
  const startedAt = performance.now();
  const { tables } = await createBackup(databaseUrl, { target, dataFolder, modelsFolder: null });
  const ms = performance.now() - startedAt;
  const sizeOf = (table: string) => tables.find(({ name }) => name === table)?.file.sizeBytes ?? 0;
  const { rows } = await db.pool.query<{ bytes: number; frames: number; segments: number }>(
    `SELECT pg_database_size(current_database())::float8 AS "bytes",
       (SELECT sum("frameCount")::float8 FROM "EmbeddingChunk") AS "frames",
       (SELECT count(*)::float8 FROM "Segment") AS "segments"`,
  );
  const [{ bytes, frames, segments }] = rows;
  return [
    { name: UNITS.frameBackupBytes, value: sizeOf('EmbeddingChunk') / frames, unit: 'B' },
    { name: UNITS.segmentBackupBytes, value: sizeOf('Segment') / segments, unit: 'B' },
    { name: UNITS.backupRate, value: bytes / 1e3 / ms, unit: 'MB/s' },
  ];
}

/** The archive of work events has others, which are so much alike that nothing is left of them when they are compressed. */
async function keepUsualSegments({ pool }: Database): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query(
      'CREATE TEMPORARY TABLE "usual" AS SELECT * FROM "Segment" WHERE "runnerUpIds" <> ARRAY[]::uuid[]',
    );
    await client.query('TRUNCATE "Segment"');
    await client.query('INSERT INTO "Segment" SELECT * FROM "usual"');
  } finally {
    client.release(true);
  }
}
