import { alignRows } from './batch.ts';
import { copyRows } from './copy-binary.ts';
import type { Database } from './database.ts';
import type { EmbeddingKey } from './embeddings.ts';

/** Complete embeddings, without their bytes. */
export interface EmbeddedFrames {
  readonly embeddingId: string;
  /** Frames of each chunk, in order of time. */
  readonly chunkFrameCounts: readonly number[];
}

/** Complete embeddings of a video's content. */
export interface EmbeddedVideo extends EmbeddedFrames {
  /** Of several videos of the same content, the first. */
  readonly videoId: string;
  readonly contentSha256: string;
  readonly durationMs: number;
}

export interface EmbeddedVideoFilter {
  readonly encoderDigest: string;
  /** `null`: all libraries. */
  readonly libraryIds: readonly string[] | null;
}

/**
 * The videos that can be read and have embeddings of an encoder, each content once. Where a content was sampled in several
 * ways, the one with the fewest frames stands for it.
 */
export async function listEmbeddedVideos(db: Database, filter: EmbeddedVideoFilter): Promise<EmbeddedVideo[]> {
  const { rows } = await db.pool.query<EmbeddedVideo>(
    `SELECT video.*, ARRAY(
       SELECT chunk."frameCount" FROM "EmbeddingChunk" AS chunk
       WHERE chunk."videoEmbeddingId" = video."embeddingId" ORDER BY chunk."chunkIndex"
     ) AS "chunkFrameCounts"
     FROM (
       SELECT DISTINCT ON (video."contentSha256")
         video."id" AS "videoId", video."contentSha256", video."durationMs", embedding."id" AS "embeddingId"
       FROM "Video" AS video JOIN "VideoEmbedding" AS embedding USING ("contentSha256")
       WHERE video."status" = 'ready' AND ($2::uuid[] IS NULL OR video."libraryId" = ANY ($2))
         AND embedding."encoderDigest" = $1 AND embedding."completedAt" IS NOT NULL
       ORDER BY video."contentSha256", embedding."frameCount", embedding."id", video."id"
     ) AS video ORDER BY video."videoId"`,
    [filter.encoderDigest, filter.libraryIds],
  );
  return rows;
}

/** Complete embeddings of contents. @returns `null` where there are none */
export async function embeddedFramesOf(
  db: Database,
  contents: readonly string[],
  { encoderDigest, sampling }: Pick<EmbeddingKey, 'encoderDigest' | 'sampling'>,
): Promise<(EmbeddedFrames | null)[]> {
  const { rows } = await db.pool.query<EmbeddedFrames & { readonly contentSha256: string }>(
    `SELECT embedding."contentSha256", embedding."id" AS "embeddingId", ARRAY(
       SELECT chunk."frameCount" FROM "EmbeddingChunk" AS chunk
       WHERE chunk."videoEmbeddingId" = embedding."id" ORDER BY chunk."chunkIndex"
     ) AS "chunkFrameCounts"
     FROM "VideoEmbedding" AS embedding
     WHERE embedding."contentSha256" = ANY ($1) AND embedding."encoderDigest" = $2 AND embedding."sampling" = $3
       AND embedding."completedAt" IS NOT NULL`,
    [contents, encoderDigest, sampling],
  );
  return alignRows(contents, rows, ({ contentSha256 }) => contentSha256);
}

/** Videos that could have embeddings of an encoder and have none. */
export async function countUnembeddedVideos(
  db: Database,
  { encoderDigest, libraryIds }: EmbeddedVideoFilter,
): Promise<number> {
  const { rows } = await db.pool.query<{ count: number }>(
    `SELECT count(*)::int AS "count" FROM "Video" AS video
     WHERE video."status" IN ('pending', 'ready') AND ($2::uuid[] IS NULL OR video."libraryId" = ANY ($2))
       AND NOT EXISTS (
         SELECT FROM "VideoEmbedding" AS embedding WHERE embedding."contentSha256" = video."contentSha256"
           AND embedding."encoderDigest" = $1 AND embedding."completedAt" IS NOT NULL
       )`,
    [encoderDigest, libraryIds],
  );
  return rows[0].count;
}

export interface ChunkKey {
  readonly embeddingId: string;
  readonly chunkIndex: number;
}

/** Embeddings as they are stored. */
export interface StoredChunk {
  /** Presentation times of the frames, ascending. */
  readonly timesMs: Int32Array;
  /** Bits of IEEE 754 half precision: unit rows `[timesMs.length, dims]`. */
  readonly halves: Uint16Array;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Chunks of embeddings, in one statement; about 200 MB/s.
 *
 * @returns as many as keys; `null` for what has gone meanwhile
 */
export async function readChunks(db: Database, keys: readonly ChunkKey[]): Promise<(StoredChunk | null)[]> {
  const chunks = keys.map((): StoredChunk | null => null);
  if (keys.length === 0) return chunks;
  const rows = await copyRows(
    db,
    `SELECT key."position", chunk."ptsMs", chunk."embeddings"
     FROM (VALUES ${keys.map(keyLiteral).join(', ')}) AS key ("id", "index", "position")
     JOIN "EmbeddingChunk" AS chunk ON chunk."videoEmbeddingId" = key."id" AND chunk."chunkIndex" = key."index"`,
  );
  for (const [position, ptsMs, embeddings] of rows)
    chunks[position!.readInt32BE()] = {
      timesMs: new Int32Array(ptsMs!.buffer),
      halves: new Uint16Array(embeddings!.buffer),
    };
  return chunks;
}

/** COPY takes no parameters. */
function keyLiteral({ embeddingId, chunkIndex }: ChunkKey, position: number): string {
  if (!UUID.test(embeddingId) || !Number.isInteger(chunkIndex))
    throw new RangeError(`not the key of a chunk: ${embeddingId}, ${chunkIndex}`);
  return `('${embeddingId}'::uuid, ${chunkIndex}, ${position})`;
}
