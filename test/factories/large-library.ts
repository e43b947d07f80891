import type { Database } from '../../prisma/src/index.ts';
import { NEW_ID } from '../../prisma/src/id.ts';
import { FACTS, makeLibrary, makeRecipe } from './records.ts';

/** What a question about the library may name. */
export interface LargeLibrary {
  readonly libraryId: string;
  readonly equipmentNodeId: string;
  /** Has recognised all that are ready but one in a thousand. */
  readonly recipeId: string;
}

/**
 * A library with many videos, as cameras name them: nearly all are recognised by a recipe; some in a hundred are pending,
 * failed or missing, or have no time of recording. Written in seconds; the tables' statistics are up to date.
 */
export async function makeLargeLibrary(db: Database, videoCount: number): Promise<LargeLibrary> {
  const { id: libraryId, equipmentNodeId } = await makeLibrary(db);
  const recipe = await makeRecipe(db);
  const { durationMs, width, height, codec } = FACTS;
  await db.prisma.$executeRaw`
    INSERT INTO "Video" ("id", "libraryId", "path", "sizeBytes", "modifiedAt", "recordedAt", "status", "errorCode",
      "errorMessage", "contentSha256", "durationMs", "width", "height", "rotationDegrees", "codec", "timeBaseNumerator",
      "timeBaseDenominator")
    SELECT ${NEW_ID}, ${libraryId}::uuid,
      '組立ライン/cam' || i % 20 || '/' || to_char("at", 'YYYY-MM-DD') || '/cam' || i % 20 || to_char("at", '_YYYYMMDDHH24MISS') || '.mp4',
      1000000 + i, "at", CASE WHEN i % 20 > 0 THEN "at" END, "status",
      CASE "status" WHEN 'failed' THEN 'DAMAGED' END, CASE "status" WHEN 'failed' THEN 'it is damaged' END,
      CASE WHEN "isProbed" THEN encode(sha256(('content ' || i)::bytea), 'hex') END,
      CASE WHEN "isProbed" THEN ${durationMs}::int END, CASE WHEN "isProbed" THEN ${width}::int END,
      CASE WHEN "isProbed" THEN ${height}::int END, CASE WHEN "isProbed" THEN 0 END, CASE WHEN "isProbed" THEN ${codec} END,
      CASE WHEN "isProbed" THEN 1 END, CASE WHEN "isProbed" THEN 1000 END
    FROM (
      -- In no order that anything is sorted by.
      SELECT i, '2026-01-01'::timestamptz + ((i * 7919) % ${videoCount}::int) * interval '1 minute' AS "at",
        "status"::"VideoStatus", "status" IN ('ready', 'missing') AS "isProbed"
      FROM generate_series(1, ${videoCount}::int) AS i, LATERAL (SELECT
        CASE i % 100 WHEN 17 THEN 'pending' WHEN 34 THEN 'failed' WHEN 51 THEN 'missing' ELSE 'ready' END AS "status"
      ) AS state
    ) AS file`;
  await db.prisma.$executeRaw`
    WITH recognised AS (
      SELECT "id" FROM "Video" WHERE "libraryId" = ${libraryId}::uuid AND "status" = 'ready' AND "sizeBytes" % 1000 > 0
    ), recognition AS (
      INSERT INTO "Recognition" ("id", "recipeId", "lineageId", "state", "videoCount", "succeededCount", "startedAt", "finishedAt")
      SELECT ${NEW_ID}, ${recipe.id}::uuid, ${recipe.lineageId}::uuid, 'succeeded', count(*), count(*), now(), now() FROM recognised
      RETURNING "id", "lineageId"
    )
    INSERT INTO "RecognitionVideo" ("id", "recognitionId", "lineageId", "videoId", "state", "isCurrent", "segmentCount",
      "startedAt", "finishedAt")
    SELECT ${NEW_ID}, recognition."id", "lineageId", recognised."id", 'succeeded', TRUE, 0, now(), now()
    FROM recognised, recognition`;
  await db.pool.query('VACUUM ANALYZE');
  return { libraryId, equipmentNodeId, recipeId: recipe.id };
}
