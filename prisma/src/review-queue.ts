/** Reviews whose concept was split wait here until a person decides. */
import { Prisma } from '../generated/client.ts';
import type { Transaction } from './draft-lock.ts';
import { NEW_ID } from './id.ts';

/**
 * Reviews with the concept that they count under: what was decided after the latest split, else their own. A table for a
 * statement: `id`, `conceptId`.
 */
export function effectiveReviews(vocabularyId: string): Prisma.Sql {
  return Prisma.sql`(
    SELECT review."id", COALESCE(decision."decidedConceptId", review."conceptId") AS "conceptId"
    FROM "Review" AS review
    LEFT JOIN (
      SELECT DISTINCT ON (item."reviewId") item."reviewId", item."decidedConceptId"
      FROM "ReviewQueueItem" AS item JOIN "VocabularyVersion" AS version ON version."id" = item."versionId"
      WHERE version."vocabularyId" = ${vocabularyId}::uuid AND item."decidedAt" IS NOT NULL
      ORDER BY item."reviewId", version."number" DESC
    ) AS decision ON decision."reviewId" = review."id"
    WHERE review."vocabularyId" = ${vocabularyId}::uuid
  )`;
}

/** Reviews that are ambiguous by resolutions of more than one target: `id`, `targetIds`. @param resolutions a table of these */
export function ambiguousReviews(vocabularyId: string, resolutions: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(
    SELECT review."id", resolution."targetIds"
    FROM ${effectiveReviews(vocabularyId)} AS review
    JOIN ${resolutions} ON resolution."conceptId" = review."conceptId"
    WHERE cardinality(resolution."targetIds") > 1
  )`;
}

/**
 * Brings the queue of a vocabulary in line with its newest published version: reviews that it leaves ambiguous wait, those
 * that it does not wait no longer. What waits for the same decision stays as it is, as does what has been decided.
 */
export async function fillReviewQueue(
  tx: Transaction,
  { id: versionId, vocabularyId }: { readonly id: string; readonly vocabularyId: string },
): Promise<void> {
  const ambiguous = ambiguousReviews(
    vocabularyId,
    Prisma.sql`(
      SELECT "conceptId", "targetIds" FROM "ConceptResolution" WHERE "versionId" = ${versionId}::uuid
    ) AS resolution`,
  );
  await tx.$executeRaw`
    DELETE FROM "ReviewQueueItem" AS item USING "Review" AS review
    WHERE review."id" = item."reviewId" AND review."vocabularyId" = ${vocabularyId}::uuid AND item."decidedAt" IS NULL
      AND NOT EXISTS (
        SELECT FROM ${ambiguous} AS ambiguous WHERE ambiguous."id" = item."reviewId"
          AND ambiguous."targetIds" @> item."candidateIds" AND ambiguous."targetIds" <@ item."candidateIds"
      )`;
  await tx.$executeRaw`
    INSERT INTO "ReviewQueueItem" ("id", "reviewId", "versionId", "candidateIds", "probabilities")
    SELECT ${NEW_ID}, ambiguous."id", ${versionId}::uuid, ambiguous."targetIds", '{}'
    FROM ${ambiguous} AS ambiguous
    WHERE NOT EXISTS (
      SELECT FROM "ReviewQueueItem" AS item WHERE item."reviewId" = ambiguous."id" AND item."decidedAt" IS NULL
    )
    ORDER BY ambiguous."id"`;
}
