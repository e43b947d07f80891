import type { Database } from './database.ts';
import { effectiveReviews } from './review-queue.ts';
import { OF_WORK } from './review-tracks.ts';

/** What people have said of work under a vocabulary until some time. */
export interface ReviewWork {
  /** Different spans. */
  readonly spanCount: number;
  /** Together. */
  readonly durationMs: number;
  /** Contents. */
  readonly videoCount: number;
  readonly conceptCount: number;
  /** People who gave their name. */
  readonly personCount: number;
  /** Between one review and the next of the same person, longer pauses left out. */
  readonly reviewingMs: number;
}

/** A longer pause is no reviewing. */
const PAUSE_MS = 5 * 60 * 1000;

export async function reviewWork(
  db: Database,
  { vocabularyId, until }: { readonly vocabularyId: string; readonly until: Date },
): Promise<ReviewWork> {
  const [work] = await db.prisma.$queryRaw<[ReviewWork]>`
    WITH told AS (
      SELECT review.*, effective."conceptId" AS "countsAs",
        review."createdAt" - lag(review."createdAt") OVER (PARTITION BY review."person" ORDER BY review."createdAt", review."id")
          AS "pause"
      FROM ${effectiveReviews(vocabularyId)} AS effective JOIN "Review" AS review ON review."id" = effective."id"
      WHERE review."createdAt" <= ${until} AND ${OF_WORK}
    )
    SELECT
      (SELECT count(*)::int FROM (SELECT DISTINCT "contentSha256", "startMs", "endMs" FROM told) AS span) AS "spanCount",
      (SELECT COALESCE(sum("endMs" - "startMs"), 0)::float8
        FROM (SELECT DISTINCT "contentSha256", "startMs", "endMs" FROM told) AS span) AS "durationMs",
      count(DISTINCT "contentSha256")::int AS "videoCount",
      count(DISTINCT "countsAs")::int AS "conceptCount",
      count(DISTINCT "person")::int AS "personCount",
      COALESCE(sum(1000 * extract(epoch FROM "pause"))
        FILTER (WHERE "pause" <= make_interval(secs => ${PAUSE_MS / 1000})), 0)::float8 AS "reviewingMs"
    FROM told`;
  return work;
}

/** How long the videos are that a lineage of recipes has recognised, and how much of that it calls unknown. */
export interface RecognizedTime {
  readonly totalMs: number;
  readonly unknownMs: number;
}

export async function recognizedTime(db: Database, lineageId: string): Promise<RecognizedTime> {
  const [time] = await db.prisma.$queryRaw<[RecognizedTime]>`
    SELECT COALESCE(sum("endMs" - "startMs"), 0)::float8 AS "totalMs",
      COALESCE(sum("endMs" - "startMs") FILTER (WHERE segment."conceptId" IS NULL), 0)::float8 AS "unknownMs"
    FROM "RecognitionVideo" AS run JOIN "Segment" AS segment ON segment."recognitionVideoId" = run."id"
    WHERE run."lineageId" = ${lineageId}::uuid AND run."isCurrent"`;
  return time;
}
