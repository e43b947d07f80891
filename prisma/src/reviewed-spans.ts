import type { Database } from './database.ts';
import { effectiveReviews } from './review-queue.ts';
import { OF_WORK } from './review-tracks.ts';

/** A part of a video of which a person has said what work it shows. */
export interface ReviewedSpan {
  readonly contentSha256: string;
  readonly startMs: number;
  readonly endMs: number;
  /** As a version has it; `null`: none of its concepts. */
  readonly conceptId: string | null;
}

/**
 * What has been reviewed under a vocabulary, as one of its published versions understands it: reviews whose concept it has
 * split or retired are left out. Of several about the same span the latest counts. By content, in order of time.
 */
export function reviewedSpans(
  db: Database,
  { vocabularyId, versionId }: { readonly vocabularyId: string; readonly versionId: string },
): Promise<ReviewedSpan[]> {
  return db.prisma.$queryRaw<ReviewedSpan[]>`
    SELECT DISTINCT ON (review."contentSha256", review."startMs", review."endMs")
      review."contentSha256", review."startMs", review."endMs", resolution."targetIds"[1]::text AS "conceptId"
    FROM ${effectiveReviews(vocabularyId)} AS effective JOIN "Review" AS review ON review."id" = effective."id"
    LEFT JOIN "ConceptResolution" AS resolution
      ON resolution."versionId" = ${versionId}::uuid AND resolution."conceptId" = effective."conceptId"
    WHERE ${OF_WORK} AND (effective."conceptId" IS NULL OR cardinality(resolution."targetIds") = 1)
    ORDER BY review."contentSha256", review."startMs", review."endMs", review."id" DESC`;
}
