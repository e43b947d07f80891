import type { Prisma, RecognitionVideo } from '../generated/client.ts';
import type { Database } from './database.ts';
import { insertSegments } from './segments.ts';
import type { SegmentInput } from './segments.ts';

type Transaction = Prisma.TransactionClient;
// Everyone takes locks in this order: recognition's video, video, recognition. So nobody waits in a circle, and workers
// share a recognition's row for its counts only.
const LIMITS = { timeout: 60_000, maxWait: 15_000 };

/**
 * A worker begins with a video of a recognition, or begins again after another has died at it.
 * @returns `null` where there is nothing to do: it has ended, was cancelled, or has gone
 */
export function startRecognitionVideo(db: Database, id: string): Promise<RecognitionVideo | null> {
  return db.prisma.$transaction(async (tx) => {
    const locked = await lockRun(tx, id);
    if (!locked) return null;
    const startedAt = new Date();
    await tx.recognition.updateMany({
      where: { id: locked.recognitionId, state: 'queued' },
      data: { state: 'running', startedAt },
    });
    return tx.recognitionVideo.update({ where: { id }, data: { state: 'running', startedAt } });
  }, LIMITS);
}

/**
 * Stores what was recognised, and makes it current for its video and recipe lineage unless a newer recognition is. All of
 * it becomes visible at once. Repeating it changes nothing.
 *
 * @returns false where it was not wanted any more: it has ended, was cancelled, or has gone
 */
export function finishRecognitionVideo(db: Database, id: string, segments: readonly SegmentInput[]): Promise<boolean> {
  return db.prisma.$transaction(async (tx) => {
    const locked = await lockRun(tx, id);
    if (!locked) return false;
    await insertSegments(tx, id, segments);
    const isCurrent = await stepBack(tx, locked);
    const data = { state: 'succeeded', finishedAt: new Date(), segmentCount: segments.length, isCurrent } as const;
    await tx.recognitionVideo.update({ where: { id }, data });
    await count(tx, locked.recognitionId, 'succeededCount');
    return true;
  }, LIMITS);
}

/** Notes that a video cannot be recognised. @returns false where it was not wanted any more */
export function failRecognitionVideo(
  db: Database,
  id: string,
  error: { readonly code: string; readonly message: string },
): Promise<boolean> {
  return db.prisma.$transaction(async (tx) => {
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
  }, LIMITS);
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

/** Counts a video as done; the last one ends the recognition, which has failed only if every video has. */
async function count(tx: Transaction, id: string, counter: 'succeededCount' | 'failedCount'): Promise<void> {
  const counted = await tx.recognition.update({ where: { id }, data: { [counter]: { increment: 1 } } });
  const { videoCount, succeededCount, failedCount, cancelledCount } = counted;
  if (succeededCount + failedCount + cancelledCount < videoCount) return;
  const state = failedCount === videoCount ? 'failed' : 'succeeded';
  await tx.recognition.update({ where: { id }, data: { state, finishedAt: new Date() } });
}
