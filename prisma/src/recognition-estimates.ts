import { Prisma } from '../generated/client.ts';
import type { Database } from './database.ts';
import type { EmbeddingKey } from './embeddings.ts';
import { isChosen } from './video-selection.ts';
import type { VideoSelection } from './video-selection.ts';

/** What videos hold, and how much of it has embeddings. */
export interface SelectionTotals {
  readonly videoCount: number;
  /** Their length is not known yet: nothing below counts them. */
  readonly unprobedCount: number;
  readonly durationMs: number;
  readonly embeddedCount: number;
  readonly embeddedDurationMs: number;
  readonly embeddedFrameCount: number;
  /** Frames that would be looked at. */
  readonly newFrameCount: number;
}

const NO_VIDEOS: SelectionTotals = {
  videoCount: 0,
  unprobedCount: 0,
  durationMs: 0,
  embeddedCount: 0,
  embeddedDurationMs: 0,
  embeddedFrameCount: 0,
  newFrameCount: 0,
};

/** Frames per second of a video whose container does not tell. */
const USUAL_FPS = 30;

/** Adds up what is chosen, in one statement. @param fps frames that are looked at per second; `null`: all there are */
export async function totalsOfSelection(
  db: Database,
  selection: VideoSelection,
  { encoderDigest, sampling, fps }: Pick<EmbeddingKey, 'encoderDigest' | 'sampling'> & { readonly fps: number | null },
): Promise<SelectionTotals> {
  const chosen = isChosen(selection);
  if (!chosen) return NO_VIDEOS;
  const perSecond =
    fps === null
      ? Prisma.sql`coalesce("fpsNumerator"::float8 / "fpsDenominator", ${USUAL_FPS})`
      : Prisma.sql`${fps}::float8`;
  const [totals] = await db.prisma.$queryRaw<SelectionTotals[]>`
    SELECT count(*)::int AS "videoCount", (count(*) - count("durationMs"))::int AS "unprobedCount",
      coalesce(sum("durationMs"), 0)::float8 AS "durationMs", count(embedding."id")::int AS "embeddedCount",
      coalesce(sum("durationMs") FILTER (WHERE embedding."id" IS NOT NULL), 0)::float8 AS "embeddedDurationMs",
      coalesce(sum(embedding."frameCount"), 0)::float8 AS "embeddedFrameCount",
      coalesce(sum(ceil("durationMs" * ${perSecond} / 1000)) FILTER (WHERE embedding."id" IS NULL), 0)::float8
        AS "newFrameCount"
    FROM "Video" LEFT JOIN "VideoEmbedding" AS embedding ON embedding."contentSha256" = "Video"."contentSha256"
      AND embedding."encoderDigest" = ${encoderDigest} AND embedding."sampling" = ${sampling}
      AND embedding."completedAt" IS NOT NULL
    WHERE ${chosen}`;
  return totals!;
}

/** Frames that were worked at from one time to another. */
export interface MeasuredWork {
  readonly frameCount: number;
  readonly fromMs: number;
  readonly toMs: number;
}

/** Embeddings, and videos, that measure how fast work goes. */
const MEASURED_COUNT = 500;

/** How long the last embeddings of an encoder took; none where nothing was measured. */
export function measuredEmbeddings(db: Database, encoderDigest: string): Promise<MeasuredWork[]> {
  return db.prisma.$queryRaw<MeasuredWork[]>`
    SELECT "frameCount", (1000 * extract(epoch FROM "completedAt"))::float8 - "madeInMs" AS "fromMs",
      (1000 * extract(epoch FROM "completedAt"))::float8 AS "toMs"
    FROM "VideoEmbedding" WHERE "encoderDigest" = ${encoderDigest} AND "madeInMs" IS NOT NULL
    ORDER BY "id" DESC LIMIT ${MEASURED_COUNT}`;
}

/**
 * How long it took to compare embeddings of an encoder with words: in the largest of the last recognitions that have
 * succeeded, since small ones spend their time on other things.
 */
export function measuredScoring(db: Database, encoderDigest: string): Promise<MeasuredWork[]> {
  return db.prisma.$queryRaw<MeasuredWork[]>`
    SELECT embedding."frameCount", (1000 * extract(epoch FROM run."startedAt"))::float8 AS "fromMs",
      (1000 * extract(epoch FROM run."finishedAt"))::float8 AS "toMs"
    FROM (
      SELECT * FROM (
        SELECT recognition."id", "videoCount", "sampling" FROM "Recognition" AS recognition
        JOIN "Recipe" AS recipe ON recipe."id" = recognition."recipeId"
        WHERE recognition."state" = 'succeeded' AND recipe."encoderDigest" = ${encoderDigest}
        ORDER BY recognition."id" DESC LIMIT 10
      ) AS latest ORDER BY "videoCount" DESC, "id" DESC LIMIT 1
    ) AS largest
    JOIN "RecognitionVideo" AS run ON run."recognitionId" = largest."id" AND run."state" = 'succeeded'
    JOIN "Video" AS video ON video."id" = run."videoId"
    JOIN "VideoEmbedding" AS embedding ON embedding."contentSha256" = video."contentSha256"
      AND embedding."encoderDigest" = ${encoderDigest} AND embedding."sampling" = largest."sampling"
    WHERE run."startedAt" IS NOT NULL
    ORDER BY run."id" DESC LIMIT ${MEASURED_COUNT}`;
}
