import type { EncoderIdentity } from '@actionary/inference';
import type { Encoder } from '../generated/client.ts';
import { alignRows } from './batch.ts';
import type { Database } from './database.ts';
import { newId } from './id.ts';

/** What embeddings are cached by: the same key gives the same embeddings. */
export interface EmbeddingKey {
  /** sha256 (hex) of the video file. */
  readonly contentSha256: string;
  readonly encoderDigest: string;
  /** How frames were picked, canonically written: `fps=2`, `native`. */
  readonly sampling: string;
}

/** Embeddings of frames in order of time. */
export interface FrameEmbeddings {
  /** Presentation times, ascending. */
  readonly timesMs: readonly number[];
  /** Unit rows `[timesMs.length, dims]`; stored in half precision, so that they come back with an error of ≤ 2⁻¹¹ of each number. */
  readonly embeddings: Float32Array;
}

/** Makes an encoder known; may be repeated. */
export function registerEncoder(
  db: Database,
  { id: catalogueId, digest, dims, logitScale }: EncoderIdentity,
  more: { readonly framesPerEmbedding?: number; readonly languages: readonly string[] },
): Promise<Encoder> {
  const { framesPerEmbedding = 1, languages } = more;
  const named = { catalogueId, languages: [...languages] };
  return db.prisma.encoder.upsert({
    where: { digest },
    create: { digest, dims, logitScale, framesPerEmbedding, ...named },
    update: named,
  });
}

export async function getEncoders(db: Database, digests: readonly string[]): Promise<(Encoder | null)[]> {
  const rows = await db.prisma.encoder.findMany({ where: { digest: { in: [...digests] } } });
  return alignRows(digests, rows, ({ digest }) => digest);
}

/** Embeddings that are being written, or are complete. */
export interface EmbeddingState {
  readonly id: string;
  readonly isComplete: boolean;
  /** Chunks there are already, and frames in them: a writer that was interrupted goes on behind them. */
  readonly chunkCount: number;
  readonly frameCount: number;
}

/** Begins to write embeddings, or goes on. Encoder has to be registered. */
export async function openEmbedding(db: Database, key: EmbeddingKey): Promise<EmbeddingState> {
  await db.prisma.$executeRaw`
    INSERT INTO "VideoEmbedding" ("id", "contentSha256", "encoderDigest", "sampling")
    VALUES (${newId()}::uuid, ${key.contentSha256}, ${key.encoderDigest}, ${key.sampling})
    ON CONFLICT ("contentSha256", "encoderDigest", "sampling") DO NOTHING`;
  const { id, completedAt } = await db.prisma.videoEmbedding.findUniqueOrThrow({
    where: { contentSha256_encoderDigest_sampling: { ...key } },
    select: { id: true, completedAt: true },
  });
  const { _count: chunkCount, _sum: sums } = await db.prisma.embeddingChunk.aggregate({
    where: { videoEmbeddingId: id },
    _count: true,
    _sum: { frameCount: true },
  });
  return { id, isComplete: completedAt !== null, chunkCount, frameCount: sums.frameCount ?? 0 };
}

/** Writes a chunk. One that is there already is left alone: its content would be the same. */
export async function writeChunk(
  db: Database,
  embeddingId: string,
  chunkIndex: number,
  { timesMs, embeddings }: FrameEmbeddings,
): Promise<void> {
  await db.pool.query(
    `INSERT INTO "EmbeddingChunk" ("videoEmbeddingId", "chunkIndex", "frameCount", "ptsMs", "embeddings")
     VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
    [embeddingId, chunkIndex, timesMs.length, bytesOf(Int32Array.from(timesMs)), bytesOf(new Float16Array(embeddings))],
  );
}

/** What is known of embeddings once they are made. */
export interface EmbeddingReport {
  readonly damagedCount: number;
  readonly isTruncated: boolean;
  /** Milliseconds that all of them took, a whole number; absent where they were not made here, or not in one go. */
  readonly madeInMs?: number;
}

/** After the last chunk: from now on the embeddings are found. May be repeated. */
export async function completeEmbedding(
  db: Database,
  embeddingId: string,
  { damagedCount, isTruncated, madeInMs }: EmbeddingReport,
): Promise<void> {
  await db.prisma.$executeRaw`
    UPDATE "VideoEmbedding" SET "completedAt" = now(), "damagedCount" = ${damagedCount}, "isTruncated" = ${isTruncated},
      "madeInMs" = ${madeInMs ?? null}::int,
      "frameCount" = (SELECT coalesce(sum("frameCount"), 0) FROM "EmbeddingChunk" WHERE "videoEmbeddingId" = "id")
    WHERE "id" = ${embeddingId}::uuid AND "completedAt" IS NULL`;
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
