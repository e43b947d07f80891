import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { createContext } from '../../apps/server/src/context.ts';
import type { Services } from '../../apps/server/src/context.ts';
import { ChangeFeed } from '../../apps/server/src/shared/queue/changes.ts';
import { EncoderPool } from '../../apps/server/src/shared/encoders/encoder-pool.ts';
import { Queue } from '../../apps/server/src/shared/queue/queue.ts';
import { migrate, openDatabase, startEmbeddedPostgres } from '../../prisma/src/index.ts';
import { installClipShaped } from './clip-shaped-encoder.ts';
import type { Figure } from './figure.ts';
import { benchMoments } from './words-moments.ts';
import { benchVocabulary } from './words-vocabulary.ts';

/** What the encoder makes of words: moments of 100,000 windows, checks and confusable ones of 2,000 concepts. */
export async function benchWords(note: (text: string) => void): Promise<Figure[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'actionary-bench-'));
  const clipShaped = await installClipShaped();
  process.env['ACTIONARY_MODELS'] = path.dirname(clipShaped.folder);
  const server = await startEmbeddedPostgres({ folder, isTemporary: true });
  const url = server.url();
  await migrate(url);
  const db = openDatabase(url);
  const encoders = new EncoderPool();
  const log = pino({ level: 'silent' });
  // Neither is started: nothing here is queued or watched.
  const [queue, changes] = [new Queue(url, log), new ChangeFeed(db)];
  const services: Services = { db, queue, changes, encoders, dataFolder: folder, uploadMaxBytes: 0, log };
  try {
    const ask = () => createContext(services, 'bench');
    note('moments: synthetic unit embeddings of 400 videos; "first time" reads them from PostgreSQL');
    return [
      ...(await benchMoments(ask, 'workbench', 'bundled, 256 wide')),
      ...(await benchMoments(ask, 'clip-shaped', 'shape of CLIP ViT-B/32, 512 wide')),
      ...(await benchVocabulary(ask)),
    ];
  } finally {
    await encoders.close();
    await db.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
