import { setImmediate } from 'node:timers/promises';
import { readChunks } from '@actionary/database';
import type { ChunkKey, Database, EmbeddedFrames, StoredChunk } from '@actionary/database';
import { RecentBytes } from './recent-bytes.ts';

/** 250,000 windows of CLIP ViT-B/32, twice as many of the bundled encoder. */
const BUDGET_BYTES = 256 * 1024 * 1024;
/** Frames that are read in one statement: at most 8 MB of CLIP ViT-B/32. */
const BATCH_FRAMES = 8192;
/** Batches that are being read while one is compared. */
const READ_AHEAD = 2;

/** Chunks by their key; complete embeddings never change. */
const remembered = new RecentBytes<StoredChunk>(
  BUDGET_BYTES,
  ({ timesMs, halves }) => timesMs.byteLength + halves.byteLength,
);

/** A part of a video's embeddings. */
export interface ScannedChunk {
  /** In the list that is scanned. */
  readonly videoIndex: number;
  /** `null` where it has gone meanwhile. */
  readonly chunk: StoredChunk | null;
  readonly isLast: boolean;
}

interface PlannedChunk extends ChunkKey {
  readonly videoIndex: number;
  readonly frameCount: number;
  readonly isLast: boolean;
}

/**
 * All embeddings of videos, video by video in order of time. What was scanned before is still in memory, as far as it fits;
 * the rest is read ahead. Other work gets its turn between batches.
 *
 * @param isKept whether what is read stays in memory for the next scan; default true
 * @throws the signal's reason
 */
export async function* scanEmbeddings(
  db: Database,
  videos: readonly EmbeddedFrames[],
  signal: AbortSignal,
  { isKept = true }: { readonly isKept?: boolean } = {},
): AsyncGenerator<ScannedChunk> {
  const planned = videos.flatMap(planOf);
  const keys = new Set(planned.map(keyOf));
  const isExpendable = (key: string) => !keys.has(key);
  const waiting = batches(planned);
  const ahead: Promise<ScannedChunk[]>[] = [];
  const readOn = () => {
    const batch = waiting.next().value;
    if (!batch) return;
    const reading = readBatch(db, batch, isKept ? isExpendable : null);
    // Where the scan ends early, nobody waits for it any more.
    reading.catch(() => {});
    ahead.push(reading);
  };
  for (let count = 0; count < READ_AHEAD; count++) readOn();
  for (let batch = ahead.shift(); batch; batch = ahead.shift()) {
    signal.throwIfAborted();
    const chunks = await batch;
    readOn();
    yield* chunks;
    await setImmediate();
  }
}

function planOf({ embeddingId, chunkFrameCounts }: EmbeddedFrames, videoIndex: number): PlannedChunk[] {
  return chunkFrameCounts.map((frameCount, chunkIndex) => {
    const isLast = chunkIndex === chunkFrameCounts.length - 1;
    return { embeddingId, chunkIndex, videoIndex, frameCount, isLast };
  });
}

function* batches(planned: readonly PlannedChunk[]): Generator<PlannedChunk[], undefined> {
  let batch: PlannedChunk[] = [];
  let frameCount = 0;
  for (const chunk of planned) {
    if (batch.length > 0 && frameCount + chunk.frameCount > BATCH_FRAMES) {
      yield batch;
      [batch, frameCount] = [[], 0];
    }
    batch.push(chunk);
    frameCount += chunk.frameCount;
  }
  if (batch.length > 0) yield batch;
}

async function readBatch(
  db: Database,
  batch: readonly PlannedChunk[],
  isExpendable: ((key: string) => boolean) | null,
): Promise<ScannedChunk[]> {
  const found = new Map(batch.map((planned) => [planned, remembered.get(keyOf(planned)) ?? null]));
  const missing = batch.filter((planned) => found.get(planned) === null);
  const read = await readChunks(db, missing);
  for (const [index, planned] of missing.entries()) {
    const chunk = read[index];
    found.set(planned, chunk);
    if (chunk && isExpendable) remembered.offer(keyOf(planned), chunk, isExpendable);
  }
  return batch.map((planned) => {
    const { videoIndex, isLast } = planned;
    return { videoIndex, isLast, chunk: found.get(planned)! };
  });
}

function keyOf({ embeddingId, chunkIndex }: ChunkKey): string {
  return `${embeddingId} ${chunkIndex}`;
}
