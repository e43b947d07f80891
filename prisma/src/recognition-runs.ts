import type { RecognitionVideo } from '../generated/client.ts';
import type { Database } from './database.ts';
import { insertSegments } from './segments.ts';
import type { SegmentInput } from './segments.ts';
import { inTransaction } from './transaction.ts';
import type { Transaction } from './transaction.ts';

// Everyone takes locks in this order: recognition's video, video, recognition, job. So nobody waits in a circle, and workers
// share a recognition's row for its counts only.

/**
 * A worker begins with a video of a recognition, or begins again after another has died at it.
 * @returns `null` where there is nothing to do: it has ended, was cancelled, or has gone
 */
export function startRecognitionVideo(db: Database, id: string): Promise<RecognitionVideo | null> {
  return inTransaction(db, async (tx) => {
    const locked = await lockRun(tx, id);
    if (!locked) return null;
    const startedAt = new Date();
    const { count: begunCount } = await tx.recognition.updateMany({
      where: { id: locked.recognitionId, state: 'queued' },
      data: { state: 'running', startedAt },
    });
    if (begunCount > 0) await updateJobsOf(tx, [locked.recognitionId]);
    return tx.recognitionVideo.update({ where: { id }, data: { state: 'running', startedAt } });
  });
}

/**
 * Stores what was recognised, and makes it current for its video and recipe lineage unless a newer recognition is. All of
 * it becomes visible at once. Repeating it changes nothing.
 *
 * @returns false where it was not wanted any more: it has ended, was cancelled, or has gone
 */
export function finishRecognitionVideo(db: Database, id: string, segments: readonly SegmentInput[]): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const locked = await lockRun(tx, id);
    if (!locked) return false;
    await insertSegments(tx, id, segments);
    const isCurrent = await stepBack(tx, locked);
    const data = { state: 'succeeded', finishedAt: new Date(), segmentCount: segments.length, isCurrent } as const;
    await tx.recognitionVideo.update({ where: { id }, data });
    await count(tx, locked.recognitionId, 'succeededCount');
    return true;
  });
}

/** Notes that a video cannot be recognised. @returns false where it was not wanted any more */
export function failRecognitionVideo(
  db: Database,
  id: string,
  error: { readonly code: string; readonly message: string },
): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const locked = await lockRun(tx, id);
    if (!locked) return false;
    const data = {
      state: 'failed',
      finishedAt: new Date(),
      errorCode: error.code,
      errorMessage: error.message,
    } as const;
    await tx.recognitionVideo.update({ where: { id }, data });
    await count(tx, locked.recognitionId, 'failedCount');
    return true;
  });
}

/** The video's row, locked, if it has not ended. */
async function lockRun(tx: Transaction, id: string): Promise<RecognitionVideo | null> {
  await tx.$queryRaw`SELECT 1 FROM "RecognitionVideo" WHERE "id" = ${id}::uuid FOR NO KEY UPDATE`;
  return tx.recognitionVideo.findFirst({ where: { id, state: { in: ['queued', 'running'] } } });
}

/** Takes `isCurrent` from an older recognition. @returns false where a newer one has it */
async function stepBack(tx: Transaction, { videoId, lineageId, recognitionId }: RecognitionVideo): Promise<boolean> {
  // Recognitions of one video change places one after the other.
  await tx.$queryRaw`SELECT 1 FROM "Video" WHERE "id" = ${videoId}::uuid FOR NO KEY UPDATE`;
  const current = await tx.recognitionVideo.findFirst({ where: { videoId, lineageId, isCurrent: true } });
  if (!current) return true;
  if (current.recognitionId > recognitionId) return false;
  await tx.recognitionVideo.update({ where: { id: current.id }, data: { isCurrent: false } });
  return true;
}

/** Counts a video as done; the last one ends the recognition. */
async function count(tx: Transaction, id: string, counter: 'succeededCount' | 'failedCount'): Promise<void> {
  await tx.recognition.update({ where: { id }, data: { [counter]: { increment: 1 } } });
  await endRecognitions(tx, [id]);
  await updateJobsOf(tx, [id]);
}

/** Ends those that have no video left. One of which a video has succeeded has succeeded; else, one that has failed has failed. */
async function endRecognitions(tx: Transaction, ids: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Recognition" SET "finishedAt" = ${new Date()}, "state" = CASE
      WHEN "succeededCount" > 0 THEN 'succeeded' WHEN "failedCount" > 0 THEN 'failed' ELSE 'cancelled' END::"RunState"
    WHERE "id" = ANY (${[...ids]}::uuid[]) AND "finishedAt" IS NULL
      AND "succeededCount" + "failedCount" + "cancelledCount" = "videoCount"`;
}

/** Before a library goes: waits for those who finish one of its videos, and keeps others out until the transaction ends. */
export async function holdRuns(tx: Transaction, libraryId: string): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM "RecognitionVideo" AS run JOIN "Video" AS video ON video."id" = run."videoId"
    WHERE video."libraryId" = ${libraryId}::uuid AND run."state" IN ('queued', 'running')
    ORDER BY run."id" FOR NO KEY UPDATE OF run`;
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
