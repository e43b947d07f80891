import type { Priority } from '../generated/client.ts';
import type { Database } from './database.ts';
import { storedFrames } from './embeddings.ts';
import type { FrameEmbeddings } from './embeddings.ts';
import { inTransaction } from './transaction.ts';
import type { Transaction } from './transaction.ts';

/** A span of a long video's embeddings; where `spanCount` is 1, all of them. */
export interface EmbeddingSpan {
  readonly embeddingId: string;
  /** 0, 1, 2 … in order of time. */
  readonly spanIndex: number;
  /** The plan it belongs to: a video that cannot be cut after all has another one. */
  readonly spanCount: number;
}

/** The spans that are still to be embedded, in order of time; none where the embeddings are complete. */
export function missingSpans(db: Database, embeddingId: string): Promise<EmbeddingSpan[]> {
  return db.prisma.$queryRaw<EmbeddingSpan[]>`
    SELECT embedding."id"::text AS "embeddingId", span."index" AS "spanIndex", "spanCount"
    FROM "VideoEmbedding" AS embedding CROSS JOIN generate_series(0, "spanCount" - 1) AS span ("index")
    WHERE embedding."id" = ${embeddingId}::uuid AND "completedAt" IS NULL AND ("spanCount" = 1 OR NOT EXISTS (
      SELECT FROM "EmbeddingChunk" AS chunk
      WHERE chunk."videoEmbeddingId" = embedding."id" AND chunk."chunkIndex" = span."index"
    ))
    ORDER BY span."index"`;
}

/**
 * Writes the embeddings of a span, as one chunk. With the last one that is missing, all become complete, at once: from now
 * on they are found. May be repeated.
 *
 * @returns false where the video is not cut into these spans any more: nothing is written
 */
export function writeSpan(
  db: Database,
  { embeddingId, spanIndex, spanCount }: EmbeddingSpan,
  frames: FrameEmbeddings,
  { isTruncated }: { readonly isTruncated: boolean },
): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    // Whoever holds the row is the only one to write a span of it, so that one of them is the last.
    const count = await tx.$executeRaw`
      UPDATE "VideoEmbedding" SET "isTruncated" = "isTruncated" OR ${isTruncated}
      WHERE "id" = ${embeddingId}::uuid AND "spanCount" = ${spanCount} AND "completedAt" IS NULL`;
    if (count === 0) return false;
    const [frameCount, ptsMs, embeddings] = storedFrames(frames);
    await tx.$executeRaw`
      INSERT INTO "EmbeddingChunk" ("videoEmbeddingId", "chunkIndex", "frameCount", "ptsMs", "embeddings")
      VALUES (${embeddingId}::uuid, ${spanIndex}, ${frameCount}, ${ptsMs}, ${embeddings}) ON CONFLICT DO NOTHING`;
    const chunkCount = await tx.embeddingChunk.count({ where: { videoEmbeddingId: embeddingId } });
    if (chunkCount === spanCount) await complete(tx, embeddingId);
    return true;
  });
}

async function complete(tx: Transaction, embeddingId: string): Promise<void> {
  await closeGaps(tx, embeddingId);
  await tx.$executeRaw`
    UPDATE "VideoEmbedding" SET "completedAt" = now(),
      "frameCount" = (SELECT coalesce(sum("frameCount"), 0) FROM "EmbeddingChunk" WHERE "videoEmbeddingId" = "id")
    WHERE "id" = ${embeddingId}::uuid`;
}

/** Spans in which nothing new was shown leave no chunk behind. */
async function closeGaps(tx: Transaction, embeddingId: string): Promise<void> {
  const gaps = await tx.embeddingChunk.deleteMany({ where: { videoEmbeddingId: embeddingId, frameCount: 0 } });
  if (gaps.count === 0) return;
  const where = { videoEmbeddingId: embeddingId };
  const chunks = await tx.embeddingChunk.findMany({
    where,
    select: { chunkIndex: true },
    orderBy: { chunkIndex: 'asc' },
  });
  // In this order no two have the same number meanwhile.
  for (const [index, { chunkIndex }] of chunks.entries())
    await tx.embeddingChunk.updateMany({ where: { ...where, chunkIndex }, data: { chunkIndex: index } });
}

/**
 * A video that cannot be cut after all is to be embedded in one go: what its spans have written is forgotten. May be
 * repeated.
 */
export function joinSpans(db: Database, { embeddingId, spanCount }: Omit<EmbeddingSpan, 'spanIndex'>): Promise<void> {
  return inTransaction(db, async (tx) => {
    const joined = await tx.$executeRaw`
      UPDATE "VideoEmbedding" SET "spanCount" = 1, "spanCells" = NULL, "isTruncated" = FALSE
      WHERE "id" = ${embeddingId}::uuid AND "spanCount" = ${spanCount} AND "spanCount" > 1 AND "completedAt" IS NULL`;
    if (joined > 0) await tx.embeddingChunk.deleteMany({ where: { videoEmbeddingId: embeddingId } });
  });
}

/** A recognition's video that cannot go on without embeddings. */
export interface AwaitingRun {
  readonly id: string;
  readonly videoId: string;
  readonly libraryId: string;
  /** Of its recognition. */
  readonly round: number;
  readonly priority: Priority;
}

/** The recognitions' videos that have begun and need these embeddings, oldest first. */
export function runsAwaiting(db: Database, embeddingId: string): Promise<AwaitingRun[]> {
  return db.prisma.$queryRaw<AwaitingRun[]>`
    SELECT run."id"::text, run."videoId"::text, video."libraryId"::text,
      recognition."round", recognition."priority"::text
    FROM "VideoEmbedding" AS embedding
    JOIN "Video" AS video USING ("contentSha256")
    JOIN "RecognitionVideo" AS run ON run."videoId" = video."id" AND run."state" = 'running'
    JOIN "Recognition" AS recognition ON recognition."id" = run."recognitionId"
    JOIN "Recipe" AS recipe ON recipe."id" = recognition."recipeId"
      AND recipe."encoderDigest" = embedding."encoderDigest" AND recipe."sampling" = embedding."sampling"
    WHERE embedding."id" = ${embeddingId}::uuid ORDER BY run."id"`;
}
