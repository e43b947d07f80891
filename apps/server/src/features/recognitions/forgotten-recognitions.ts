import type { Database } from '@actionary/database';

/** Recognitions that have not ended and are not paused, while no task of theirs waits or runs: nobody would go on with them. @returns ids, oldest first */
export async function listForgottenRecognitions({ pool }: Database): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT "id" FROM "Recognition" WHERE "state" IN ('queued', 'running') AND "pausedAt" IS NULL AND "id" NOT IN (
       SELECT run."recognitionId" FROM pgboss.job AS task
       JOIN "RecognitionVideo" AS run ON run."id" = (task."data"->>'recognitionVideoId')::uuid
       WHERE task."name" IN ('embed', 'span', 'recognize') AND task."state" < 'completed'
       UNION ALL
       SELECT (task."data"->>'recognitionId')::uuid FROM pgboss.job AS task
       WHERE task."name" = 'rescore' AND task."state" < 'completed'
     )
     ORDER BY "id"`,
  );
  return rows.map(({ id }) => id);
}
