import type { Database, EmbeddedFrames, StoredChunk } from '@actionary/database';
import { scanEmbeddings } from './scan-embeddings.ts';

/** All embeddings of a video. */
export interface ScannedVideo {
  /** In the list that is scanned. */
  readonly videoIndex: number;
  /** `null` where a part has gone meanwhile. */
  readonly seen: StoredChunk | null;
}

/** The embeddings of videos, one after the other; the next are read meanwhile. @throws the signal's reason */
export async function* scanVideos(
  db: Database,
  videos: readonly EmbeddedFrames[],
  signal: AbortSignal,
): AsyncGenerator<ScannedVideo> {
  for (const [videoIndex, { chunkFrameCounts }] of videos.entries())
    if (chunkFrameCounts.length === 0) yield { videoIndex, seen: joinChunks([]) };
  let chunks: (StoredChunk | null)[] = [];
  for await (const { videoIndex, chunk, isLast } of scanEmbeddings(db, videos, signal, { isKept: false })) {
    chunks.push(chunk);
    if (!isLast) continue;
    const whole = chunks.filter((part) => part !== null);
    yield { videoIndex, seen: whole.length === chunks.length ? joinChunks(whole) : null };
    chunks = [];
  }
}

function joinChunks(chunks: readonly StoredChunk[]): StoredChunk {
  if (chunks.length === 1) return chunks[0];
  const sum = (lengthOf: (chunk: StoredChunk) => number) => chunks.reduce((total, chunk) => total + lengthOf(chunk), 0);
  const timesMs = new Int32Array(sum((chunk) => chunk.timesMs.length));
  const halves = new Uint16Array(sum((chunk) => chunk.halves.length));
  let [frame, offset] = [0, 0];
  for (const chunk of chunks) {
    timesMs.set(chunk.timesMs, frame);
    halves.set(chunk.halves, offset);
    frame += chunk.timesMs.length;
    offset += chunk.halves.length;
  }
  return { timesMs, halves };
}
