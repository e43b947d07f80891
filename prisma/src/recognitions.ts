import { Prisma } from '../generated/client.ts';
import type {
  Priority,
  Recipe,
  Recognition,
  RecognitionPublishing,
  RecognitionVideo,
  RunState,
} from '../generated/client.ts';
import { alignRows, groupRows } from './batch.ts';
import type { Database } from './database.ts';
import { newId, newIdAt, timeOfId } from './id.ts';
import { attempt, refuse } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { idWindow, pagesOfEach, toPage } from './page.ts';
import type { Page, PageRequest } from './page.ts';
import { inTransaction } from './transaction.ts';
import type { Transaction } from './transaction.ts';
import { isChosen } from './video-selection.ts';
import type { VideoSelection } from './video-selection.ts';

/** What is recognised, and how. */
export interface RecognitionInput extends VideoSelection {
  readonly recipeId: string;
  /** Default: normal. */
  readonly priority?: Priority;
  /** Default: `perVideo` where none of the videos has results of the recipe's lineage, or waits for some; else `whenFinished`. */
  readonly publishing?: RecognitionPublishing | null;
}

/**
 * Queues a recipe over videos, with the job that tells people of it. Which videos are chosen is settled in the database,
 * however many they are. Problems: NOT_FOUND (recipe or a video that is named), INVALID (no video;
 * `perVideo` where there are results already).
 */
export function createRecognition(db: Database, input: RecognitionInput): Promise<Outcome<Recognition>> {
  return attempt(() => inTransaction(db, (tx) => addRecognition(tx, input)));
}

/** {@link createRecognition}, within a transaction; problems end the `attempt` around. */
export async function addRecognition(
  tx: Transaction,
  { recipeId, priority = 'normal', publishing = null, ...selection }: RecognitionInput,
): Promise<Recognition> {
  const recipe = await tx.recipe.findUnique({ where: { id: recipeId } });
  if (!recipe) return refuse('NOT_FOUND', 'recipeId', 'there is no such recipe');
  await requireVideos(tx, selection.videoIds ?? []);
  // Those that begin at the same time see each other.
  await tx.$queryRaw`SELECT 1 FROM "Recipe" WHERE "id" = ${recipe.lineageId}::uuid FOR NO KEY UPDATE`;
  const id = await latestId(tx);
  await insertWithVideos(tx, { id, recipe, priority }, selection);
  await settlePublishing(tx, id, publishing);
  const recognition = await tx.recognition.findUnique({ where: { id } });
  if (!recognition) return refuse('INVALID', 'videoIds', 'choose at least one video', 'noVideos');
  await tx.job.create({ data: { kind: 'recognize', recognitionId: id, totalCount: recognition.videoCount } });
  return recognition;
}

/** A new id behind all there are: of two recognitions the later one counts, even where a clock has been set back. */
async function latestId(tx: Transaction): Promise<string> {
  const before = await tx.recognition.findFirst({ select: { id: true }, orderBy: { id: 'desc' } });
  return newId(Math.max(Date.now(), before ? timeOfId(before.id) + 1 : 0));
}

/** Only what nothing stands in the place of may be shown bit by bit: else readers would see old and new together. */
async function settlePublishing(tx: Transaction, id: string, asked: RecognitionPublishing | null): Promise<void> {
  const [{ isRepeated }] = await tx.$queryRaw<[{ isRepeated: boolean }]>`
    SELECT EXISTS (
      SELECT FROM "RecognitionVideo" AS run JOIN "RecognitionVideo" AS other ON other."videoId" = run."videoId"
      WHERE run."recognitionId" = ${id}::uuid AND other."lineageId" = run."lineageId"
        AND other."recognitionId" <> ${id}::uuid AND other."state" IN ('queued', 'running', 'succeeded')
    ) AS "isRepeated"`;
  if (isRepeated && asked === 'perVideo')
    refuse(
      'INVALID',
      'publishing',
      'some of the videos have results already: choose `whenFinished` or `byHand`',
      'resultsExist',
    );
  const publishing = asked ?? (isRepeated ? 'whenFinished' : 'perVideo');
  // The column's default; an update would be announced as a change.
  if (publishing !== 'perVideo') await tx.recognition.updateMany({ where: { id }, data: { publishing } });
}

/** Refuses (NOT_FOUND) ids that name no video. */
async function requireVideos(tx: Transaction, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const found = await tx.video.count({ where: { id: { in: [...ids] } } });
  if (found < new Set(ids).size) refuse('NOT_FOUND', 'videoIds', 'one of the videos is not there any more');
}

/** The recognition with a row for each video, in one statement; nothing where no video is chosen. */
async function insertWithVideos(
  tx: Transaction,
  { id, recipe, priority }: { readonly id: string; readonly recipe: Recipe; readonly priority: Priority },
  selection: VideoSelection,
): Promise<void> {
  const chosen = isChosen(selection);
  if (!chosen) return;
  await tx.$executeRaw`
    WITH chosen AS MATERIALIZED (
      SELECT "id" FROM "Video" WHERE ${chosen} ORDER BY "id" FOR KEY SHARE
    ), placed AS (
      SELECT "id", row_number() OVER (ORDER BY "id") - 1 AS "place" FROM chosen
    ), recognition AS (
      INSERT INTO "Recognition" ("id", "recipeId", "lineageId", "priority", "videoCount")
      SELECT ${id}::uuid, ${recipe.id}::uuid, ${recipe.lineageId}::uuid, ${priority}::"Priority", count(*)
      FROM chosen HAVING count(*) > 0
      RETURNING "id", "lineageId"
    )
    INSERT INTO "RecognitionVideo" ("id", "recognitionId", "lineageId", "videoId")
    SELECT ${newIdAt(Prisma.sql`placed."place"`)}, recognition."id", recognition."lineageId", placed."id"
    FROM recognition CROSS JOIN placed`;
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

/** Which of a recognition's videos are listed; all conditions have to hold. */
export interface RecognitionVideoFilter {
  readonly state?: RunState | null;
  /** What they have failed with. */
  readonly errorCode?: string | null;
}

/** The same page of what each recognition does with its videos. */
export function videosOfRecognitions(
  db: Database,
  recognitionIds: readonly string[],
  { state = null, errorCode = null, ...page }: PageRequest & RecognitionVideoFilter = {},
): Promise<Page<RecognitionVideo>[]> {
  const conditions = [Prisma.sql`TRUE`];
  if (state) conditions.push(Prisma.sql`child."state" = ${state}::"RunState"`);
  if (errorCode !== null) conditions.push(Prisma.sql`child."state" = 'failed' AND child."errorCode" = ${errorCode}`);
  return pagesOfEach(db, 'RecognitionVideo.recognitionId', recognitionIds, {
    page,
    order: 'oldestFirst',
    find: (ids) => findRecognitionVideos(db, ids),
    condition: Prisma.join(conditions, ' AND '),
  });
}

/** How many videos have failed with a code. */
export interface FailureCount {
  readonly code: string;
  readonly count: number;
}

/** Why videos of each recognition have failed, the most frequent first. */
export async function failuresOfRecognitions(
  db: Database,
  recognitionIds: readonly string[],
): Promise<FailureCount[][]> {
  const rows = await db.prisma.$queryRaw<(FailureCount & { readonly recognitionId: string })[]>`
    SELECT "recognitionId"::text, "errorCode" AS "code", count(*)::int AS "count" FROM "RecognitionVideo"
    WHERE "recognitionId" = ANY (${[...recognitionIds]}::uuid[]) AND "state" = 'failed'
    GROUP BY 1, 2 ORDER BY "count" DESC, "code"`;
  return groupRows(recognitionIds, rows, ({ recognitionId }) => recognitionId);
}

/** The same page of what has been recognised in each video, newest first. */
export function recognitionsOfVideos(
  db: Database,
  videoIds: readonly string[],
  page: PageRequest = {},
): Promise<Page<RecognitionVideo>[]> {
  const find = (ids: string[]) => findRecognitionVideos(db, ids);
  return pagesOfEach(db, 'RecognitionVideo.videoId', videoIds, { page, order: 'newestFirst', find });
}

/** What is current of each video, one per recipe lineage, newest first. */
export async function currentOfVideos(db: Database, videoIds: readonly string[]): Promise<RecognitionVideo[][]> {
  const rows = await db.prisma.recognitionVideo.findMany({
    where: { videoId: { in: [...videoIds] }, isCurrent: true },
    orderBy: { id: 'desc' },
  });
  return groupRows(videoIds, rows, ({ videoId }) => videoId);
}
