import type { Prisma, Recognition, RecognitionVideo } from '../generated/client.ts';
import type { Database } from './database.ts';
import { publishFinished, showRuns } from './publications.ts';
import { holdRecognitions, shareRecognition } from './recognition-lock.ts';
import { insertSegments } from './segments.ts';
import type { SegmentInput } from './segments.ts';
import { inTransaction } from './transaction.ts';
import type { Transaction } from './transaction.ts';

// Everyone takes locks in this order: recognition (recognition-lock.ts), its videos that have not ended, its row, job, video,
// recognitions' videos that have ended. So nobody waits in a circle, and workers share a recognition's row for its counts, and
// for what is shown.

/**
 * A worker begins with videos of a recognition, or begins again after another has died at them.
 * @param ids all of one recognition
 * @param options `round` that the worker was asked in; default: any
 * @returns those with which there is something to do: the others have ended, were cancelled, or have gone; none where the
 *   recognition is paused, or in another round
 */
export function startRecognitionVideos(
  db: Database,
  ids: readonly string[],
  { round }: { readonly round?: number } = {},
): Promise<RecognitionVideo[]> {
  return inTransaction(db, async (tx) => {
    const open = await lockRuns(tx, ids);
    if (open.length === 0) return [];
    const [{ recognitionId }] = open;
    const recognition = await tx.recognition.findUniqueOrThrow({ where: { id: recognitionId } });
    if (recognition.pausedAt || (round !== undefined && recognition.round !== round)) return [];
    const startedAt = new Date();
    const { count: begunCount } = await tx.recognition.updateMany({
      where: { id: recognitionId, state: 'queued' },
      data: { state: 'running', startedAt },
    });
    if (begunCount > 0) await updateJobsOf(tx, [recognitionId]);
    const where = { id: { in: open.map(({ id }) => id) } };
    await tx.recognitionVideo.updateMany({ where, data: { state: 'running', startedAt } });
    return open.map((run) => ({ ...run, state: 'running', startedAt }));
  });
}

/** As {@link startRecognitionVideos}, of one. @returns `null` where there is nothing to do */
export async function startRecognitionVideo(
  db: Database,
  id: string,
  options: { readonly round?: number } = {},
): Promise<RecognitionVideo | null> {
  const [run] = await startRecognitionVideos(db, [id], options);
  return run ?? null;
}

/** What was recognised in a video. */
export interface RecognizedRun {
  /** Of the recognition's video. */
  readonly id: string;
  /** In order of time. */
  readonly segments: readonly SegmentInput[];
}

/**
 * Stores what was recognised in videos. Where nothing stood in its place, it is current at once, unless a newer recognition
 * is; else it is held, until the last video ends the recognition and all of it becomes current, or a person publishes it.
 * Repeating it changes nothing.
 *
 * @param runs all of one recognition
 * @returns the ids of those that were stored; the others were not wanted any more: ended, cancelled, or gone
 */
export function finishRecognitionVideos(db: Database, runs: readonly RecognizedRun[]): Promise<string[]> {
  return inTransaction(db, async (tx) => {
    const open = await lockRuns(
      tx,
      runs.map(({ id }) => id),
    );
    if (open.length === 0) return [];
    const ids = new Set(open.map(({ id }) => id));
    const wanted = runs.filter(({ id }) => ids.has(id));
    await insertSegments(tx, wanted);
    await tx.$executeRaw`
      UPDATE "RecognitionVideo" AS run SET "state" = 'succeeded', "finishedAt" = ${new Date()},
        "segmentCount" = stored."count", "isHeld" = recognition."publishing" <> 'perVideo'
      FROM unnest(${wanted.map(({ id }) => id)}::uuid[], ${wanted.map(({ segments }) => segments.length)}::int[])
        AS stored ("id", "count"), "Recognition" AS recognition
      WHERE run."id" = stored."id" AND recognition."id" = run."recognitionId"`;
    const recognition = await count(tx, open[0].recognitionId, { succeededCount: open.length });
    if (recognition.publishing === 'perVideo') await showRuns(tx, recognition, [...ids]);
    await publishEnded(tx, [recognition.id]);
    return [...ids];
  });
}

/** As {@link finishRecognitionVideos}, of one. @returns false where it was not wanted any more */
export async function finishRecognitionVideo(
  db: Database,
  id: string,
  segments: readonly SegmentInput[],
): Promise<boolean> {
  return (await finishRecognitionVideos(db, [{ id, segments }])).length === 1;
}

/** Notes that videos cannot be recognised. @param ids all of one recognition @returns how many it was still wanted of */
export function failRecognitionVideos(
  db: Database,
  ids: readonly string[],
  error: { readonly code: string; readonly message: string },
): Promise<number> {
  return inTransaction(db, async (tx) => {
    const open = await lockRuns(tx, ids);
    if (open.length === 0) return 0;
    await tx.recognitionVideo.updateMany({
      where: { id: { in: open.map(({ id }) => id) } },
      data: { state: 'failed', finishedAt: new Date(), errorCode: error.code, errorMessage: error.message },
    });
    await count(tx, open[0].recognitionId, { failedCount: open.length });
    await publishEnded(tx, [open[0].recognitionId]);
    return open.length;
  });
}

/** As {@link failRecognitionVideos}, of one. @returns false where it was not wanted any more */
export async function failRecognitionVideo(
  db: Database,
  id: string,
  error: { readonly code: string; readonly message: string },
): Promise<boolean> {
  return (await failRecognitionVideos(db, [id], error)) === 1;
}

/** The rows, locked, of those that have not ended. */
async function lockRuns(tx: Transaction, ids: readonly string[]): Promise<RecognitionVideo[]> {
  await shareRecognition(tx, ids);
  await tx.$queryRaw`
    SELECT 1 FROM "RecognitionVideo" WHERE "id" = ANY (${[...ids]}::uuid[]) AND "state" IN ('queued', 'running')
    ORDER BY "id" FOR NO KEY UPDATE`;
  const where = {
    id: { in: [...ids] },
    state: { in: ['queued', 'running'] },
  } satisfies Prisma.RecognitionVideoWhereInput;
  return tx.recognitionVideo.findMany({ where, orderBy: { id: 'asc' } });
}

/** Counts videos as done; the last one ends the recognition. */
async function count(
  tx: Transaction,
  id: string,
  { succeededCount = 0, failedCount = 0 }: { readonly succeededCount?: number; readonly failedCount?: number },
): Promise<Recognition> {
  const data = { succeededCount: { increment: succeededCount }, failedCount: { increment: failedCount } };
  const recognition = await tx.recognition.update({ where: { id }, data });
  await endRecognitions(tx, [id]);
  await updateJobsOf(tx, [id]);
  return recognition;
}

/** Ends those that have no video left. One of which a video has succeeded has succeeded; else, one that has failed has failed. */
async function endRecognitions(tx: Transaction, ids: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Recognition" SET "finishedAt" = ${new Date()}, "pausedAt" = NULL, "state" = CASE
      WHEN "succeededCount" > 0 THEN 'succeeded' WHEN "failedCount" > 0 THEN 'failed' ELSE 'cancelled' END::"RunState"
    WHERE "id" = ANY (${[...ids]}::uuid[]) AND "finishedAt" IS NULL
      AND "succeededCount" + "failedCount" + "cancelledCount" = "videoCount"`;
}

/** Shows what was found by those that have ended and publish themselves, unless a person has rolled them back. */
async function publishEnded(tx: Transaction, ids: readonly string[]): Promise<void> {
  const where = {
    id: { in: [...ids] },
    publishing: 'whenFinished',
    state: 'succeeded',
    publications: { none: { rolledBackAt: { not: null } } },
  } satisfies Prisma.RecognitionWhereInput;
  for (const recognition of await tx.recognition.findMany({ where, orderBy: { id: 'asc' } }))
    await publishFinished(tx, recognition);
}

/**
 * Before a library goes: waits for those who finish or publish something of its videos, and keeps others out until the
 * transaction ends.
 */
export async function holdRuns(tx: Transaction, libraryId: string): Promise<void> {
  const touched = await tx.$queryRaw<{ id: string }[]>`
    SELECT "id"::text FROM "Recognition" AS recognition WHERE "state" IN ('queued', 'running') AND EXISTS (
      SELECT FROM "RecognitionVideo" AS run JOIN "Video" AS video ON video."id" = run."videoId"
      WHERE run."recognitionId" = recognition."id" AND video."libraryId" = ${libraryId}::uuid
    )`;
  await holdRecognitions(
    tx,
    touched.map(({ id }) => id),
  );
  await tx.$queryRaw`
    SELECT count(*)::int FROM (
      SELECT 1 FROM "Video" WHERE "libraryId" = ${libraryId}::uuid ORDER BY "id" FOR UPDATE
    ) AS locked`;
}

/** After videos have gone: what recognitions still had to do with them counts as cancelled, and ends those that wait for nothing else. */
export async function cancelLostRuns(tx: Transaction): Promise<void> {
  const active = await tx.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "Recognition" WHERE "state" IN ('queued', 'running') ORDER BY "id" FOR NO KEY UPDATE`;
  const ids = active.map(({ id }) => id);
  await tx.$executeRaw`
    UPDATE "Recognition" AS recognition SET "cancelledCount" = "videoCount" - "succeededCount" - "failedCount" - (
      SELECT count(*) FROM "RecognitionVideo" AS run
      WHERE run."recognitionId" = recognition."id" AND run."state" IN ('queued', 'running')
    )
    WHERE "id" = ANY (${ids}::uuid[])`;
  await endRecognitions(tx, ids);
  await updateJobsOf(tx, ids);
  await publishEnded(tx, ids);
}

/** Brings the jobs of recognitions up to date with them: a job is the recognition, as people see what the queue does. */
export async function updateJobsOf(tx: Transaction, ids: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Job" AS job SET "state" = recognition."state", "startedAt" = recognition."startedAt",
      "finishedAt" = recognition."finishedAt", "doneCount" = "succeededCount" + "failedCount" + "cancelledCount",
      "errorCode" = CASE recognition."state" WHEN 'failed' THEN 'ALL_FAILED' END,
      "errorMessage" = CASE recognition."state" WHEN 'failed' THEN 'no video could be recognised' END
    FROM "Recognition" AS recognition
    WHERE recognition."id" = job."recognitionId" AND recognition."id" = ANY (${[...ids]}::uuid[])`;
}
