import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { Database } from './database.ts';
import { storedFrames } from './embeddings.ts';
import type { EmbeddingKey, FrameEmbeddings } from './embeddings.ts';
import { newId } from './id.ts';

/** As many as the worker writes at a time. */
const CHUNK_FRAMES = 256;

/** What has become of embeddings: `differs`: nothing was done, since others are there. */
export type SavedEmbedding = 'saved' | 'unchanged' | 'replaced' | 'differs';

/**
 * Stores all embeddings of a content at once, or nothing. What a worker has begun to write for the same key gives way, and
 * so does what is there and differs, where that is wanted. The encoder has to be registered.
 */
export async function saveEmbedding(
  db: Database,
  key: EmbeddingKey,
  frames: FrameEmbeddings,
  options: { readonly isTruncated: boolean; readonly isReplacing: boolean },
): Promise<SavedEmbedding> {
  const client = await db.pool.connect();
  let problem: Error | undefined;
  try {
    await client.query('BEGIN');
    const outcome = await save(client, key, frames, options);
    await client.query(outcome === 'saved' || outcome === 'replaced' ? 'COMMIT' : 'ROLLBACK');
    return outcome ?? (await saveEmbedding(db, key, frames, options));
  } catch (error) {
    problem = error as Error;
    throw error;
  } finally {
    // Closing the connection undoes what was begun.
    client.release(problem);
  }
}

/** @returns `null` where someone else was faster: look again */
async function save(
  client: PoolClient,
  key: EmbeddingKey,
  frames: FrameEmbeddings,
  { isTruncated, isReplacing }: { readonly isTruncated: boolean; readonly isReplacing: boolean },
): Promise<SavedEmbedding | null> {
  const keyValues = [key.contentSha256, key.encoderDigest, key.sampling];
  const [, ptsMs, halves] = storedFrames(frames);
  const { rows } = await client.query<{ id: string; isComplete: boolean }>(
    `SELECT "id", "completedAt" IS NOT NULL AS "isComplete" FROM "VideoEmbedding"
     WHERE "contentSha256" = $1 AND "encoderDigest" = $2 AND "sampling" = $3 FOR UPDATE`,
    keyValues,
  );
  const [found] = rows;
  if (found?.isComplete) {
    if (await isStored(client, found.id, ptsMs, halves)) return 'unchanged';
    if (!isReplacing) return 'differs';
  }
  if (found) await client.query('DELETE FROM "VideoEmbedding" WHERE "id" = $1', [found.id]);
  const id = newId();
  const { rowCount } = await client.query(
    `INSERT INTO "VideoEmbedding" ("id", "contentSha256", "encoderDigest", "sampling", "frameCount", "isTruncated", "completedAt")
     VALUES ($4, $1, $2, $3, $5, $6, now()) ON CONFLICT DO NOTHING`,
    [...keyValues, id, frames.timesMs.length, isTruncated],
  );
  if (rowCount === 0) return null;
  await writeChunks(client, id, ptsMs, halves);
  return found?.isComplete ? 'replaced' : 'saved';
}

/** Whether embeddings are the same to the bit, however they are cut into chunks. */
async function isStored(client: PoolClient, id: string, ptsMs: Buffer, halves: Buffer): Promise<boolean> {
  const hashes = [createHash('sha256'), createHash('sha256')] as const;
  const chunks = await client.query<{ chunkIndex: number }>(
    'SELECT "chunkIndex" FROM "EmbeddingChunk" WHERE "videoEmbeddingId" = $1 ORDER BY "chunkIndex"',
    [id],
  );
  for (const { chunkIndex } of chunks.rows) {
    const { rows } = await client.query<{ ptsMs: Buffer; embeddings: Buffer }>(
      'SELECT "ptsMs", "embeddings" FROM "EmbeddingChunk" WHERE "videoEmbeddingId" = $1 AND "chunkIndex" = $2',
      [id, chunkIndex],
    );
    hashes[0].update(rows[0].ptsMs);
    hashes[1].update(rows[0].embeddings);
  }
  const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
  return hashes[0].digest('hex') === sha256(ptsMs) && hashes[1].digest('hex') === sha256(halves);
}

async function writeChunks(client: PoolClient, id: string, ptsMs: Buffer, halves: Buffer): Promise<void> {
  const frameCount = ptsMs.length / Int32Array.BYTES_PER_ELEMENT;
  const frameBytes = halves.length / frameCount;
  for (let start = 0; start < frameCount; start += CHUNK_FRAMES) {
    const end = Math.min(frameCount, start + CHUNK_FRAMES);
    await client.query(
      `INSERT INTO "EmbeddingChunk" ("videoEmbeddingId", "chunkIndex", "frameCount", "ptsMs", "embeddings")
       VALUES ($1, $2, $3, $4, $5)`,
      [
        id,
        start / CHUNK_FRAMES,
        end - start,
        ptsMs.subarray(start * Int32Array.BYTES_PER_ELEMENT, end * Int32Array.BYTES_PER_ELEMENT),
        halves.subarray(start * frameBytes, end * frameBytes),
      ],
    );
  }
}
