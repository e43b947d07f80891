import type { Recognition, RecognitionVideo, RunState } from '../generated/client.ts';
import { alignRows, groupRows } from './batch.ts';
import type { Database } from './database.ts';
import { newId, timeOfId } from './id.ts';
import { attempt, refuse } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { idWindow, pagesOfEach, toPage } from './page.ts';
import type { Page, PageOrder, PageRequest } from './page.ts';
import { updateJobsOf } from './recognition-runs.ts';
import { inTransaction } from './transaction.ts';
import type { Transaction } from './transaction.ts';

/** Queues a recipe over videos, with the job that tells people of it. Problems: NOT_FOUND (recipe or a video), INVALID (no video). */
export function createRecognition(
  db: Database,
  { recipeId, videoIds }: { readonly recipeId: string; readonly videoIds: readonly string[] },
): Promise<Outcome<Recognition>> {
  return attempt(() =>
    inTransaction(db, async (tx) => {
      const ids = [...new Set(videoIds)];
      if (ids.length === 0) refuse('INVALID', 'videoIds', 'choose at least one video');
      const recipe = await tx.recipe.findUnique({ where: { id: recipeId } });
      if (!recipe) return refuse('NOT_FOUND', 'recipeId', 'there is no such recipe');
      const { lineageId } = recipe;
      const id = await latestId(tx);
      const recognition = await tx.recognition.create({ data: { id, recipeId, lineageId, videoCount: ids.length } });
      const data = ids.map((videoId) => ({ recognitionId: recognition.id, lineageId, videoId }));
      await tx.recognitionVideo.createMany({ data });
      await tx.job.create({ data: { kind: 'recognize', recognitionId: recognition.id, totalCount: ids.length } });
      return recognition;
    }),
  );
}

/** A new id behind all there are: of two recognitions the later one counts, even where a clock has been set back. */
async function latestId(tx: Transaction): Promise<string> {
  const before = await tx.recognition.findFirst({ select: { id: true }, orderBy: { id: 'desc' } });
  return newId(Math.max(Date.now(), before ? timeOfId(before.id) + 1 : 0));
}

/**
 * Stops a recognition, and its job: what is finished stays, the rest is cancelled. A worker that is at one of its videos finds out when
 * it finishes. Problems: NOT_FOUND, INVALID (it has ended).
 */
export function cancelRecognition(db: Database, id: string): Promise<Outcome<Recognition>> {
  return attempt(() =>
    inTransaction(db, async (tx) => {
      // Its videos first, as those who finish them do.
      await tx.$queryRaw`
        SELECT 1 FROM "RecognitionVideo" WHERE "recognitionId" = ${id}::uuid AND "state" IN ('queued', 'running')
        ORDER BY "id" FOR NO KEY UPDATE`;
      await tx.$queryRaw`SELECT 1 FROM "Recognition" WHERE "id" = ${id}::uuid FOR NO KEY UPDATE`;
      const recognition = await tx.recognition.findUnique({ where: { id } });
      if (!recognition) return refuse('NOT_FOUND', 'id', 'there is no such recognition');
      if (recognition.finishedAt) refuse('INVALID', 'id', `it has ended already (${recognition.state})`);
      const finishedAt = new Date();
      const { count } = await tx.recognitionVideo.updateMany({
        where: { recognitionId: id, state: { in: ['queued', 'running'] } },
        data: { state: 'cancelled', finishedAt },
      });
      const data = { state: 'cancelled', finishedAt, cancelledCount: { increment: count } } as const;
      const cancelled = await tx.recognition.update({ where: { id }, data });
      await updateJobsOf(tx, [id]);
      return cancelled;
    }),
  );
}

/** A video of a recognition, as the queue needs to know it. */
export interface QueuedRun {
  readonly id: string;
  readonly libraryId: string;
  readonly isOpen: boolean;
  /** Frames of its embeddings; `null` where they are yet to be made. */
  readonly frameCount: number | null;
}

/** All videos of a recognition, oldest first, with what they wait for. */
export function listQueuedRuns(db: Database, recognitionId: string): Promise<QueuedRun[]> {
  return db.prisma.$queryRaw<QueuedRun[]>`
    SELECT run."id"::text, video."libraryId"::text, run."state" IN ('queued', 'running') AS "isOpen", embedding."frameCount"
    FROM "RecognitionVideo" AS run
    JOIN "Video" AS video ON video."id" = run."videoId"
    JOIN "Recognition" AS recognition ON recognition."id" = run."recognitionId"
    JOIN "Recipe" AS recipe ON recipe."id" = recognition."recipeId"
    LEFT JOIN "VideoEmbedding" AS embedding ON embedding."contentSha256" = video."contentSha256"
      AND embedding."encoderDigest" = recipe."encoderDigest" AND embedding."sampling" = recipe."sampling"
      AND embedding."completedAt" IS NOT NULL
    WHERE run."recognitionId" = ${recognitionId}::uuid ORDER BY run."id"`;
}

/** What has not ended of a recognition's videos `fromId` … `toId`. @returns ids, oldest first */
export async function openRunsBetween(
  db: Database,
  { recognitionId, fromId, toId }: { readonly recognitionId: string; readonly fromId: string; readonly toId: string },
): Promise<string[]> {
  const rows = await db.prisma.recognitionVideo.findMany({
    where: { recognitionId, id: { gte: fromId, lte: toId }, state: { in: ['queued', 'running'] } },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ id }) => id);
}

/** Newest first. */
export async function listRecognitions(
  db: Database,
  page: PageRequest = {},
  { state }: { readonly state?: RunState } = {},
): Promise<Page<Recognition>> {
  const window = idWindow(page, 'newestFirst');
  const where = { ...window.where, ...(state ? { state } : {}) };
  return toPage(await db.prisma.recognition.findMany({ ...window, where }), window);
}

export async function getRecognitions(db: Database, ids: readonly string[]): Promise<(Recognition | null)[]> {
  const rows = await db.prisma.recognition.findMany({ where: { id: { in: [...ids] } } });
  return alignRows(ids, rows, ({ id }) => id);
}

export async function getRecognitionVideos(db: Database, ids: readonly string[]): Promise<(RecognitionVideo | null)[]> {
  return alignRows(ids, await findRecognitionVideos(db, ids), ({ id }) => id);
}

function findRecognitionVideos(db: Database, ids: readonly string[]): Promise<RecognitionVideo[]> {
  return db.prisma.recognitionVideo.findMany({ where: { id: { in: [...ids] } } });
}

/** The same page of what each recognition does with its videos. */
export function videosOfRecognitions(
  db: Database,
  recognitionIds: readonly string[],
  page: PageRequest = {},
): Promise<Page<RecognitionVideo>[]> {
  return childPages(db, 'RecognitionVideo.recognitionId', recognitionIds, page, 'oldestFirst');
}

/** The same page of what has been recognised in each video, newest first. */
export function recognitionsOfVideos(
  db: Database,
  videoIds: readonly string[],
  page: PageRequest = {},
): Promise<Page<RecognitionVideo>[]> {
  return childPages(db, 'RecognitionVideo.videoId', videoIds, page, 'newestFirst');
}

function childPages(
  db: Database,
  list: 'RecognitionVideo.recognitionId' | 'RecognitionVideo.videoId',
  parentIds: readonly string[],
  page: PageRequest,
  order: PageOrder,
): Promise<Page<RecognitionVideo>[]> {
  return pagesOfEach(db, list, parentIds, { page, order, find: (ids) => findRecognitionVideos(db, ids) });
}

/** What is current of each video, one per recipe lineage, newest first. */
export async function currentOfVideos(db: Database, videoIds: readonly string[]): Promise<RecognitionVideo[][]> {
  const rows = await db.prisma.recognitionVideo.findMany({
    where: { videoId: { in: [...videoIds] }, isCurrent: true },
    orderBy: { id: 'desc' },
  });
  return groupRows(videoIds, rows, ({ videoId }) => videoId);
}
