import type { World } from './world.ts';

/** Whose file was moved while it was its turn: the next scan finds it, and it can be recognised again. */
const ALLOWED = ['FILE_MISSING', 'NOT_FOUND'];

/** Videos and jobs that failed, though nothing was wrong with them. */
export async function findFailures({ deployment: { pool } }: World): Promise<string[]> {
  const { rows } = await pool.query<{ what: string }>(
    `SELECT 'recognition of ' || "videoId" || ': ' || "errorCode" || ' ' || "errorMessage" AS "what"
     FROM "RecognitionVideo" WHERE "state" = 'failed' AND "errorCode" <> ALL ($1)
     UNION ALL SELECT 'video ' || "path" || ': ' || "errorCode" || ' ' || "errorMessage"
     FROM "Video" WHERE "status" = 'failed' AND "errorCode" <> ALL ($1)
     UNION ALL SELECT 'job ' || "id" || ': ' || "errorCode" || ' ' || "errorMessage"
     FROM "Job" WHERE "state" = 'failed' AND "errorCode" <> 'ALL_FAILED'`,
    [ALLOWED],
  );
  return rows.map(({ what }) => what);
}
