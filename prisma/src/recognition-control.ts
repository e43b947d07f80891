import { Prisma } from '../generated/client.ts';
import type { Priority, Recognition } from '../generated/client.ts';
import type { Database } from './database.ts';
import { attempt, refuse } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { holdRecognitions } from './recognition-lock.ts';
import { updateJobsOf } from './recognition-runs.ts';
import { inTransaction } from './transaction.ts';
import type { Transaction } from './transaction.ts';

// What people do with a recognition while it runs, or after. Whatever makes its videos wait again begins a new round: tasks
// of the round before find out that they are not wanted any more, and cannot stand in the way of those that are queued now.

/**
 * Stops a recognition, and its job: what is finished stays, the rest is cancelled; what it holds stays held. A worker that is at one of its videos finds out when
 * it finishes. Problems: NOT_FOUND, INVALID (it has ended).
 */
export function cancelRecognition(db: Database, id: string): Promise<Outcome<Recognition>> {
  return control(db, id, async (tx, recognition) => {
    requireOpen(recognition);
    const finishedAt = new Date();
    const { count } = await tx.recognitionVideo.updateMany({
      where: { recognitionId: id, state: { in: ['queued', 'running'] } },
      data: { state: 'cancelled', finishedAt },
    });
    return { state: 'cancelled', finishedAt, pausedAt: null, cancelledCount: { increment: count } };
  });
}

/**
 * Lets a recognition wait until it is resumed. A worker that is at one of its videos finds out soon; what it has written by
 * then stays. Problems: NOT_FOUND, INVALID (it has ended, or is paused).
 */
export function pauseRecognition(db: Database, id: string): Promise<Outcome<Recognition>> {
  return control(db, id, async (tx, recognition) => {
    requireOpen(recognition);
    if (recognition.pausedAt) refuse('INVALID', 'id', 'it is paused already', 'paused');
    await tx.recognitionVideo.updateMany({
      where: { recognitionId: id, state: 'running' },
      data: { state: 'queued', startedAt: null },
    });
    return { ...waiting(recognition), pausedAt: new Date() };
  });
}

/** Lets a paused recognition go on; it has to be queued then. Problems: NOT_FOUND, INVALID (it is not paused). */
export function resumeRecognition(db: Database, id: string): Promise<Outcome<Recognition>> {
  return control(db, id, async (_, recognition) => {
    if (!recognition.pausedAt) refuse('INVALID', 'id', 'it is not paused', 'notPaused');
    return { pausedAt: null, round: { increment: 1 } };
  });
}

/**
 * Has those videos of a recognition wait again that have failed or were cancelled; files that could not be read are to be
 * read anew. It has to be queued then, unless it is paused. Problems: NOT_FOUND, INVALID (there are none).
 */
export function retryRecognition(db: Database, id: string): Promise<Outcome<Recognition>> {
  return control(db, id, async (tx, recognition) => {
    const runs = await tx.$queryRaw<{ wasFailed: boolean; count: number }[]>`
      WITH ended AS MATERIALIZED (
        SELECT "id", "videoId", "state" FROM "RecognitionVideo"
        WHERE "recognitionId" = ${id}::uuid AND "state" IN ('failed', 'cancelled') ORDER BY "id" FOR NO KEY UPDATE
      ), opened AS (
        UPDATE "RecognitionVideo" AS run SET "state" = 'queued', "startedAt" = NULL, "finishedAt" = NULL,
          "errorCode" = NULL, "errorMessage" = NULL
        FROM ended WHERE run."id" = ended."id"
      ), unread AS (
        UPDATE "Video" SET "status" = 'pending', "errorCode" = NULL, "errorMessage" = NULL, "updatedAt" = now()
        -- Those that somebody is changing or deleting are read anew, or gone, in any case.
        WHERE "id" IN (
          SELECT "id" FROM "Video" WHERE "id" IN (SELECT "videoId" FROM ended) AND "status" = 'failed'
          FOR NO KEY UPDATE SKIP LOCKED
        )
      )
      SELECT "state" = 'failed' AS "wasFailed", count(*)::int AS "count" FROM ended GROUP BY 1`;
    const countOf = (wasFailed: boolean) => runs.find((row) => row.wasFailed === wasFailed)?.count ?? 0;
    const [failedCount, cancelledCount] = [countOf(true), countOf(false)];
    if (failedCount + cancelledCount === 0)
      refuse('INVALID', 'id', 'nothing of it has failed or was cancelled', 'nothingToRepeat');
    return {
      ...waiting({ ...recognition, failedCount: recognition.failedCount - failedCount }),
      finishedAt: null,
      round: { increment: 1 },
      failedCount: { decrement: failedCount },
      cancelledCount: { decrement: cancelledCount },
    };
  });
}

/** Puts a recognition before or behind others; it has to be queued then, unless it is paused. Problems: NOT_FOUND, INVALID (it has ended). */
export function prioritizeRecognition(db: Database, id: string, priority: Priority): Promise<Outcome<Recognition>> {
  return control(db, id, async (_, recognition) => {
    requireOpen(recognition);
    return { priority, round: { increment: 1 } };
  });
}

/** What a task is at. */
export interface RoundWork {
  readonly recognitionId: string;
  readonly round: number;
  /** The one video that it is about, of the recognition. */
  readonly recognitionVideoId?: string;
}

/** Whether tasks of a round still have something to do: it is the last one, not paused, not ended, and neither is the video. */
export async function isWanted(
  db: Database,
  { recognitionId, round, recognitionVideoId }: RoundWork,
): Promise<boolean> {
  const where = { id: recognitionId, round, pausedAt: null, finishedAt: null };
  const ofVideo = { videos: { some: { id: recognitionVideoId!, state: 'running' } } } as const;
  const found = await db.prisma.recognition.findFirst({
    where: { ...where, ...(recognitionVideoId ? ofVideo : {}) },
    select: { id: true },
  });
  return found !== null;
}

function requireOpen({ finishedAt, state }: Recognition): void {
  if (finishedAt) refuse('INVALID', 'id', `it has ended already (${state})`, { reason: 'ended', state });
}

/** As it is before a worker begins: what it has done so far does not tell how fast it will go. */
function waiting({ succeededCount, failedCount }: Pick<Recognition, 'succeededCount' | 'failedCount'>) {
  return { state: 'queued', startedAt: null, doneBefore: succeededCount + failedCount } as const;
}

/** Changes a recognition while nobody else does, and brings its job up to date. */
function control(
  db: Database,
  id: string,
  change: (tx: Transaction, recognition: Recognition) => Promise<Prisma.RecognitionUpdateInput>,
): Promise<Outcome<Recognition>> {
  return attempt(() =>
    inTransaction(db, async (tx) => {
      await holdRecognitions(tx, [id]);
      const recognition = await tx.recognition.findUnique({ where: { id } });
      if (!recognition) return refuse('NOT_FOUND', 'id', 'there is no such recognition');
      const data = await change(tx, recognition);
      const changed = await tx.recognition.update({ where: { id }, data });
      await updateJobsOf(tx, [id]);
      return changed;
    }),
  );
}
