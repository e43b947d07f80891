import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import type { Services } from '../../apps/server/src/context.ts';
import { OPEN_ACCESS } from '../../apps/server/src/shared/access/access.ts';
import { AuditDesk } from '../../apps/server/src/shared/audit/audit-desk.ts';
import { ChangeFeed } from '../../apps/server/src/shared/queue/changes.ts';
import { EncoderPool } from '../../apps/server/src/shared/encoders/encoder-pool.ts';
import { Queue } from '../../apps/server/src/shared/queue/queue.ts';
import { openLibraryFiles } from '../../apps/server/src/shared/videos/open-library-files.ts';
import { migrate, openDatabase, startEmbeddedPostgres } from '../../prisma/src/index.ts';
import { installClipShaped } from './clip-shaped-encoder.ts';

/** What the server works with, for a benchmark. */
export interface BenchServices extends Services {
  readonly databaseUrl: string;
}

/**
 * On an empty database of its own, which is gone afterwards. Neither the queue nor the feed of changes is started. Of
 * encoders there are the bundled one and one in the shape of CLIP ViT-B/32.
 */
export async function withServices<T>(work: (services: BenchServices) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'actionary-bench-'));
  process.env['ACTIONARY_MODELS'] = path.dirname((await installClipShaped()).folder);
  const server = await startEmbeddedPostgres({ folder, isTemporary: true });
  const databaseUrl = server.url();
  await migrate(databaseUrl);
  const db = openDatabase(databaseUrl);
  const encoders = new EncoderPool();
  const log = pino({ level: 'silent' });
  const [queue, changes] = [new Queue(databaseUrl, log), new ChangeFeed(db)];
  try {
    const filesOf = openLibraryFiles({ buckets: null, folders: null }, folder);
    return await work({
      db,
      queue,
      changes,
      encoders,
      filesOf,
      access: OPEN_ACCESS,
      audit: new AuditDesk(db, log, { notesVideoReads: false }),
      dataFolder: folder,
      isRawVideoOpen: true,
      uploadMaxBytes: 0,
      log,
      databaseUrl,
    });
  } finally {
    await encoders.close();
    await db.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
