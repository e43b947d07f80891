import type { EncoderIdentity } from '@actionary/inference';
import type { SpanPlan } from '@actionary/inference/domain';
import type { Encoder, VideoEmbedding } from '../generated/client.ts';
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
  /** How they are cut; `null`: they are written in one go. */
  readonly spans: SpanPlan | null;
  /** Chunks there are already, and frames in them: a writer in one go that was interrupted goes on behind them. */
  readonly chunkCount: number;
  readonly frameCount: number;
}

/**
 * Begins to write embeddings, or goes on. Encoder has to be registered.
 *
 * @param spans how to cut them, if nobody has begun yet; `null`, the default: not at all
 */
export async function openEmbedding(
  db: Database,
  key: EmbeddingKey,
  spans: SpanPlan | null = null,
): Promise<EmbeddingState> {
  await db.prisma.$executeRaw`
    INSERT INTO "VideoEmbedding" ("id", "contentSha256", "encoderDigest", "sampling", "spanCount", "spanCells")
    VALUES (${newId()}::uuid, ${key.contentSha256}, ${key.encoderDigest}, ${key.sampling}, ${spans?.spanCount ?? 1},
      ${spans?.spanCells ?? null})
    ON CONFLICT ("contentSha256", "encoderDigest", "sampling") DO NOTHING`;
  const found = await db.prisma.videoEmbedding.findUniqueOrThrow({
    where: { contentSha256_encoderDigest_sampling: { ...key } },
  });
  return stateOf(db, found);
}

/** Embeddings that somebody has begun; `null` where there are none. */
export async function getEmbedding(db: Database, id: string): Promise<(EmbeddingKey & EmbeddingState) | null> {
  const found = await db.prisma.videoEmbedding.findUnique({ where: { id } });
  if (!found) return null;
  const { contentSha256, encoderDigest, sampling } = found;
  return { contentSha256, encoderDigest, sampling, ...(await stateOf(db, found)) };
}

async function stateOf(db: Database, found: VideoEmbedding): Promise<EmbeddingState> {
  const { id, completedAt, spanCount, spanCells } = found;
  const { _count: chunkCount, _sum: sums } = await db.prisma.embeddingChunk.aggregate({
    where: { videoEmbeddingId: id },
    _count: true,
    _sum: { frameCount: true },
  });
  const spans = spanCells === null ? null : { spanCount, spanCells };
  return { id, isComplete: completedAt !== null, spans, chunkCount, frameCount: sums.frameCount ?? 0 };
}

/** Writes a chunk. One that is there already is left alone: its content would be the same. */
export async function writeChunk(
  db: Database,
  embeddingId: string,
  chunkIndex: number,
  frames: FrameEmbeddings,
): Promise<void> {
  await db.pool.query(
    `INSERT INTO "EmbeddingChunk" ("videoEmbeddingId", "chunkIndex", "frameCount", "ptsMs", "embeddings")
     VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
    [embeddingId, chunkIndex, ...storedFrames(frames)],
  );
}

/** What is known of embeddings once they are made. */
export interface EmbeddingReport {
  readonly damagedCount: number;
  readonly isTruncated: boolean;
  /** Milliseconds that all of them took, a whole number; absent where they were not made here, or not in one go. */
  readonly madeInMs?: number;
}

/** After the last chunk, where they are written in one go: from now on the embeddings are found. May be repeated. */
export async function completeEmbedding(
  db: Database,
  embeddingId: string,
  { damagedCount, isTruncated, madeInMs }: EmbeddingReport,
): Promise<void> {
  await db.prisma.$executeRaw`
    UPDATE "VideoEmbedding" SET "completedAt" = now(), "damagedCount" = ${damagedCount}, "isTruncated" = ${isTruncated},
      "madeInMs" = ${madeInMs ?? null}::int,
      "frameCount" = (SELECT coalesce(sum("frameCount"), 0) FROM "EmbeddingChunk" WHERE "videoEmbeddingId" = "id")
    WHERE "id" = ${embeddingId}::uuid AND "completedAt" IS NULL AND "spanCount" = 1`;
}

/** How frames are stored, in the order of the columns `frameCount`, `ptsMs`, `embeddings`. */
export function storedFrames({ timesMs, embeddings }: FrameEmbeddings): [number, Buffer, Buffer] {
  return [timesMs.length, bytesOf(Int32Array.from(timesMs)), bytesOf(new Float16Array(embeddings))];
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
