/** What cached embeddings, which show the work as a whole, say of reviews of it that wait for a decision. */
import { Prisma } from '../generated/client.ts';
import type { Database } from './database.ts';
import type { EmbeddedFrames } from './embedding-chunks.ts';
import { OF_WORK } from './review-tracks.ts';

/** A review that waits for a decision and has no suggestion yet. */
export interface UnsuggestedItem {
  readonly id: string;
  readonly contentSha256: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly candidateIds: readonly string[];
}

/** Where a list of {@link UnsuggestedItem} goes on. */
export type ItemPlace = Pick<UnsuggestedItem, 'contentSha256' | 'id'>;

/** Those that a version has queued, video by video, from a place on. */
export function listUnsuggestedItems(
  db: Database,
  versionId: string,
  { after, first }: { readonly after: ItemPlace | null; readonly first: number },
): Promise<UnsuggestedItem[]> {
  const bound = after
    ? Prisma.sql`AND (review."contentSha256", item."id") > (${after.contentSha256}, ${after.id}::uuid)`
    : Prisma.empty;
  return db.prisma.$queryRaw<UnsuggestedItem[]>`
    SELECT item."id", review."contentSha256", review."startMs", review."endMs", item."candidateIds"
    FROM "ReviewQueueItem" AS item JOIN "Review" AS review ON review."id" = item."reviewId"
    WHERE item."versionId" = ${versionId}::uuid AND item."decidedAt" IS NULL AND cardinality(item."probabilities") = 0
      AND ${OF_WORK} ${bound}
    ORDER BY review."contentSha256", item."id" LIMIT ${first}`;
}

/** A content's embeddings, and the recipe that tells how to compare words with them. */
export interface ContentReading extends EmbeddedFrames {
  readonly contentSha256: string;
  readonly recipeId: string;
}

/** For each content that has some: the latest recipe of the version's vocabulary with complete embeddings of the content. */
export function readingsOfContents(
  db: Database,
  versionId: string,
  contentSha256s: readonly string[],
): Promise<ContentReading[]> {
  return db.prisma.$queryRaw<ContentReading[]>`
    SELECT reading.*, ARRAY(
      SELECT chunk."frameCount" FROM "EmbeddingChunk" AS chunk
      WHERE chunk."videoEmbeddingId" = reading."embeddingId" ORDER BY chunk."chunkIndex"
    ) AS "chunkFrameCounts"
    FROM (
      SELECT DISTINCT ON (embedding."contentSha256")
        embedding."contentSha256", embedding."id" AS "embeddingId", recipe."id" AS "recipeId"
      FROM "VocabularyVersion" AS own
      JOIN "VocabularyVersion" AS version ON version."vocabularyId" = own."vocabularyId"
      JOIN "Recipe" AS recipe ON recipe."vocabularyVersionId" = version."id"
      JOIN "VideoEmbedding" AS embedding
        ON embedding."encoderDigest" = recipe."encoderDigest" AND embedding."sampling" = recipe."sampling"
      WHERE own."id" = ${versionId}::uuid AND embedding."contentSha256" = ANY (${contentSha256s})
        AND embedding."completedAt" IS NOT NULL
      ORDER BY embedding."contentSha256", recipe."id" DESC
    ) AS reading ORDER BY reading."contentSha256"`;
}

export interface Suggestion {
  /** Of the item. */
  readonly id: string;
  /** In the order of its candidates. */
  readonly probabilities: readonly number[];
}

/** Writes suggestions, but not over a decision, nor over candidates that have become others. */
export async function saveSuggestions(db: Database, suggestions: readonly Suggestion[]): Promise<void> {
  await db.prisma.$executeRaw`
    UPDATE "ReviewQueueItem" AS item SET "probabilities" = suggestion."probabilities"
    FROM json_to_recordset(${JSON.stringify(suggestions)}::json) AS suggestion ("id" uuid, "probabilities" real[])
    WHERE item."id" = suggestion."id" AND item."id" = ANY (${suggestions.map(({ id }) => id)}::uuid[])
      AND item."decidedAt" IS NULL
      AND cardinality(item."candidateIds") = cardinality(suggestion."probabilities")`;
}

/** Versions with reviews that wait without a suggestion. */
export async function versionsToSuggest(db: Database): Promise<string[]> {
  const rows = await db.prisma.$queryRaw<{ id: string }[]>`
    SELECT version."id" FROM "VocabularyVersion" AS version
    WHERE EXISTS (
      SELECT FROM "ReviewQueueItem" AS item JOIN "Review" AS review ON review."id" = item."reviewId"
      WHERE item."versionId" = version."id" AND item."decidedAt" IS NULL AND cardinality(item."probabilities") = 0
        AND ${OF_WORK}
    )`;
  return rows.map(({ id }) => id);
}
