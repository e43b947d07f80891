/** Reviews whose concept was split wait here until a person decides. */
import { Prisma } from '../generated/client.ts';
import { NEW_ID } from './id.ts';
import type { Transaction } from './transaction.ts';
import { latestVersions } from './vocabularies.ts';

/**
 * Reviews with the concept that they count under: what was decided after the latest split, else their own. A table for a
 * statement: `id`, `conceptId`.
 * @param reviewIds default: all of the vocabulary
 */
export function effectiveReviews(vocabularyId: string, reviewIds: readonly string[] | null = null): Prisma.Sql {
  return Prisma.sql`(
    SELECT review."id", COALESCE(decision."decidedConceptId", review."conceptId") AS "conceptId"
    FROM "Review" AS review
    LEFT JOIN (
      SELECT DISTINCT ON (item."reviewId") item."reviewId", item."decidedConceptId"
      FROM "ReviewQueueItem" AS item JOIN "VocabularyVersion" AS version ON version."id" = item."versionId"
      WHERE item."vocabularyId" = ${vocabularyId}::uuid AND item."decidedAt" IS NOT NULL
        ${among(reviewIds, Prisma.sql`item."reviewId"`)}
      ORDER BY item."reviewId", version."number" DESC
    ) AS decision ON decision."reviewId" = review."id"
    WHERE review."vocabularyId" = ${vocabularyId}::uuid ${among(reviewIds, Prisma.sql`review."id"`)}
  )`;
}

function among(reviewIds: readonly string[] | null, column: Prisma.Sql): Prisma.Sql {
  return reviewIds === null ? Prisma.empty : Prisma.sql`AND ${column} = ANY (${[...reviewIds]}::uuid[])`;
}

/**
 * Reviews that are ambiguous, since what their concept means is more than one target: `id`, `targetIds`.
 * @param resolutions a table named `resolution`
 */
export function ambiguousReviews(
  vocabularyId: string,
  resolutions: Prisma.Sql,
  reviewIds: readonly string[] | null = null,
): Prisma.Sql {
  return Prisma.sql`(
    SELECT review."id", resolution."targetIds"
    FROM ${effectiveReviews(vocabularyId, reviewIds)} AS review
    JOIN ${resolutions} ON resolution."conceptId" = review."conceptId"
    WHERE cardinality(resolution."targetIds") > 1
  )`;
}

/**
 * Brings the queue of a vocabulary in line with its newest published version: reviews that it leaves ambiguous wait, those
 * that it does not wait no longer. What waits for the same decision stays as it is, as does what has been decided.
 * @param reviewIds default: all of the vocabulary
 */
export async function fillReviewQueue(
  tx: Transaction,
  { id: versionId, vocabularyId }: { readonly id: string; readonly vocabularyId: string },
  reviewIds: readonly string[] | null = null,
): Promise<void> {
  const resolutions = Prisma.sql`(
    SELECT "conceptId", "targetIds" FROM "ConceptResolution" WHERE "versionId" = ${versionId}::uuid
  ) AS resolution`;
  const ambiguous = ambiguousReviews(vocabularyId, resolutions, reviewIds);
  await tx.$executeRaw`
    DELETE FROM "ReviewQueueItem" AS item
    WHERE item."vocabularyId" = ${vocabularyId}::uuid AND item."decidedAt" IS NULL ${among(reviewIds, Prisma.sql`item."reviewId"`)}
      AND NOT EXISTS (
        SELECT FROM ${ambiguous} AS ambiguous WHERE ambiguous."id" = item."reviewId"
          AND ambiguous."targetIds" @> item."candidateIds" AND ambiguous."targetIds" <@ item."candidateIds"
      )`;
  await tx.$executeRaw`
    INSERT INTO "ReviewQueueItem" ("id", "reviewId", "versionId", "vocabularyId", "candidateIds", "probabilities")
    SELECT ${NEW_ID}, ambiguous."id", ${versionId}::uuid, ${vocabularyId}::uuid, ambiguous."targetIds", '{}'
    FROM ${ambiguous} AS ambiguous
    WHERE NOT EXISTS (
      SELECT FROM "ReviewQueueItem" AS item WHERE item."reviewId" = ambiguous."id" AND item."decidedAt" IS NULL
    )
    ORDER BY ambiguous."id"`;
}

/** Queues those of some reviews that the newest published version of their vocabulary leaves ambiguous. */
export async function queueReviews(
  tx: Transaction,
  reviews: readonly { readonly id: string; readonly vocabularyId: string }[],
): Promise<void> {
  const groups = Map.groupBy(reviews, ({ vocabularyId }) => vocabularyId);
  for (const newest of await latestVersions({ prisma: tx }, [...groups.keys()])) {
    if (!newest) continue;
    const ids = groups.get(newest.vocabularyId)!.map(({ id }) => id);
    await fillReviewQueue(tx, newest, ids);
  }
}
