import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Context } from '../../apps/server/src/context.ts';
import { searchMoments } from '../../apps/server/src/features/moments/moments.service.ts';
import { toGlobalId } from '../../apps/server/src/shared/graphql/global-id.ts';
import { halfProducts } from '../../inference/src/domain/index.ts';
import {
  completeEmbedding,
  listEmbeddedVideos,
  openEmbedding,
  readChunks,
  registerEncoder,
  writeChunk,
} from '../../prisma/src/index.ts';
import type { Database, StoredChunk } from '../../prisma/src/index.ts';
import { makeLibrary, makeVideos } from '../factories/records.ts';
import type { Figure } from './figure.ts';
import { bestInTurn, milliseconds, series } from './times.ts';

const VIDEO_COUNT = 400;
const FRAMES_PER_VIDEO = 250;
const WINDOW_COUNT = VIDEO_COUNT * FRAMES_PER_VIDEO;
const ROUNDS = 5;
const READ_ROUNDS = 2;
const TARGET_MS = 1000;

const PHRASES = ['wipe', 'tighten', 'open', 'scan', 'tape', 'solder'].map((word) => `a worker ${word} something`);

/** A phrase against 100,000 windows, through the service; beside it the reading and the arithmetic alone. */
export async function benchMoments(ask: () => Context, id: string, title: string): Promise<Figure[]> {
  const { db, encoders } = ask();
  const { digest, dims } = await encoders.use(id, async ({ entry, image }) => {
    await registerEncoder(db, image.identity, entry);
    return image.identity;
  });
  await fillLibrary(db, digest, dims);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const search = async (text: string) => {
    const { value } = await searchMoments(ask(), { encoderId: toGlobalId('Encoder', id), text });
    if (value?.windowCount !== WINDOW_COUNT) throw new Error(`${value?.windowCount} windows compared`);
  };
  // Also brings the pages into PostgreSQL's memory, for all that follows alike.
  const { chunks, copyMs, textMs } = await readAlone(db, digest);
  delay.enable();
  const firstMs = await milliseconds(() => search(PHRASES[0]));
  delay.disable();
  const againMs = Math.min(...(await series(PHRASES.slice(1), search)));
  const column = new Float32Array(dims).fill(dims ** -0.5);
  const products = async () => chunks.forEach(({ halves }) => halfProducts(halves, column));
  const productMs = Math.min(...(await series(Array(ROUNDS).fill(''), products)));
  const named = (name: string) => `moments of 100,000 windows, ${title}: ${name}`;
  return [
    {
      name: named('first time'),
      value: firstMs,
      unit: 'ms',
      target: TARGET_MS,
      isCeiling: true,
      peer: { name: 'reading the same bytes, COPY', value: copyMs, unit: 'ms' },
    },
    {
      name: named('again'),
      value: againMs,
      unit: 'ms',
      target: TARGET_MS,
      isCeiling: true,
      peer: { name: 'bare product, in memory', value: productMs, unit: 'ms' },
    },
    { name: named('longest wait of other work, first time'), value: delay.max / 1e6, unit: 'ms' },
    { name: named('peer: reading the same bytes, COPY'), value: copyMs, unit: 'ms' },
    { name: named("peer: reading the same bytes, pg's text"), value: textMs, unit: 'ms' },
    { name: named('peer: bare product, in memory'), value: productMs, unit: 'ms' },
  ];
}

async function fillLibrary(db: Database, encoderDigest: string, dims: number): Promise<void> {
  const { id: libraryId } = await makeLibrary(db);
  await db.prisma.video.deleteMany();
  await makeVideos(db, libraryId, VIDEO_COUNT);
  const timesMs = Array.from({ length: FRAMES_PER_VIDEO }, (_, index) => 250 + index * 39);
  for (const { contentSha256 } of await db.prisma.video.findMany()) {
    const key = { contentSha256: contentSha256!, encoderDigest, sampling: 'fps=2' };
    const { id } = await openEmbedding(db, key);
    const embeddings = Float32Array.from(
      { length: timesMs.length * dims },
      () => (Math.random() - 0.5) * 3.46 * dims ** -0.5,
    );
    await writeChunk(db, id, 0, { timesMs, embeddings });
    await completeEmbedding(db, id, { damagedCount: 0, isTruncated: false });
  }
}

/** The same bytes by COPY and as pg's text, in turn, without anything that is done with them. */
async function readAlone(db: Database, encoderDigest: string) {
  const videos = await listEmbeddedVideos(db, { encoderDigest, libraryIds: null });
  const ids = videos.map(({ embeddingId }) => embeddingId);
  const batches = Array.from({ length: VIDEO_COUNT / 25 }, (_, batch) => ids.slice(batch * 25, (batch + 1) * 25));
  let chunks: StoredChunk[] = [];
  const copy = async () => {
    chunks = [];
    for (const batch of batches) {
      const keys = batch.map((embeddingId) => ({ embeddingId, chunkIndex: 0 }));
      chunks.push(...(await readChunks(db, keys)).filter((chunk) => chunk !== null));
    }
  };
  const query = 'SELECT "embeddings" FROM "EmbeddingChunk" WHERE "videoEmbeddingId" = ANY ($1::uuid[])';
  const text = async () => {
    for (const batch of batches) await db.pool.query(query, [batch]);
  };
  const best = await bestInTurn(READ_ROUNDS, { copy, text });
  return { chunks, copyMs: best.copy, textMs: best.text };
}
