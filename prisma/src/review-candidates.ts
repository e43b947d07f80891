import type { Segment } from '../generated/client.ts';
import type { Database } from './database.ts';
import { OF_WORK } from './review-tracks.ts';

/** Videos that are looked at, those latest recognised first. */
const VIDEO_COUNT = 500;

/** A segment that nobody has reviewed. */
export interface ReviewCandidate extends Segment {
  readonly videoId: string;
  readonly contentSha256: string;
  /** Where it was filmed. */
  readonly equipmentNodeId: string;
}

/**
 * Current segments of a recipe that are most worth a review: from each concept in turn the one whose lead over the next
 * concept is least. A segment counts as reviewed where reviews of the vocabulary cover half of it. Of the 500 videos that
 * the recipe has recognised last.
 *
 * @param count of segments, at most
 */
export function listReviewCandidates(
  db: Database,
  {
    recipeId,
    vocabularyId,
    count,
  }: { readonly recipeId: string; readonly vocabularyId: string; readonly count: number },
): Promise<ReviewCandidate[]> {
  return db.prisma.$queryRaw<ReviewCandidate[]>`
    WITH run AS MATERIALIZED (
      SELECT latest."id", latest."videoId", video."contentSha256", library."equipmentNodeId"
      FROM "Recognition" AS recognition CROSS JOIN LATERAL (
        SELECT "id", "videoId" FROM "RecognitionVideo"
        WHERE "recognitionId" = recognition."id" AND "isCurrent" AND "segmentsRemovedAt" IS NULL
        ORDER BY "id" DESC LIMIT ${VIDEO_COUNT}
      ) AS latest
      JOIN "Video" AS video ON video."id" = latest."videoId" AND video."status" = 'ready'
      JOIN "VideoLibrary" AS library ON library."id" = video."libraryId"
      WHERE recognition."recipeId" = ${recipeId}::uuid
      ORDER BY latest."id" DESC LIMIT ${VIDEO_COUNT}
    ), candidate AS (
      SELECT segment.*, run."videoId", run."contentSha256", run."equipmentNodeId",
        CASE WHEN segment."conceptId" IS NULL
          THEN coalesce(segment."runnerUpProbabilities"[1], 0) - coalesce(segment."runnerUpProbabilities"[2], 0)
          ELSE segment."probability" - coalesce(segment."runnerUpProbabilities"[1], 0) END AS "lead"
      FROM run CROSS JOIN LATERAL (
        -- Not to be joined otherwise: video by video, however large the archive.
        SELECT * FROM "Segment" WHERE "recognitionVideoId" = run."id" OFFSET 0
      ) AS segment
      WHERE NOT EXISTS (
        SELECT FROM "Review" AS review
        WHERE review."contentSha256" = run."contentSha256" AND review."vocabularyId" = ${vocabularyId}::uuid AND ${OF_WORK}
          AND 2 * (least(review."endMs", segment."endMs") - greatest(review."startMs", segment."startMs"))
            >= segment."endMs" - segment."startMs"
      )
    )
    SELECT "recognitionVideoId"::text, "segmentIndex", "startMs", "endMs", "conceptId"::text, "score", "probability",
      "runnerUpIds"::text[], "runnerUpProbabilities", "videoId"::text, "contentSha256", "equipmentNodeId"::text
    FROM candidate
    ORDER BY row_number() OVER (PARTITION BY "conceptId" ORDER BY "lead", "recognitionVideoId", "segmentIndex"),
      "lead", "recognitionVideoId", "segmentIndex"
    LIMIT ${count}`;
}
