import type { Job, Prisma, RunState } from '../generated/client.ts';
import { alignRows } from './batch.ts';
import type { Database } from './database.ts';
import { attempt, refuse } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { idWindow, toPage } from './page.ts';
import type { Page, PageRequest } from './page.ts';
import { cancelRecognition } from './recognition-control.ts';

/** A job and what it is about; a recognition makes its own. */
export type JobInput = {
  /** What there is to do, in the kind's own unit; default 0: not known yet. */
  readonly totalCount?: number;
} & (
  | { readonly kind: 'scan' | 'expire'; readonly libraryId: string }
  | { readonly kind: 'pull'; readonly payload: { readonly catalogueId: string } }
  | {
      readonly kind: 'train' | 'calibrate' | 'evaluate';
      readonly payload: Prisma.InputJsonObject & { readonly recipeId: string };
    }
);

/** Problems: NOT_FOUND (library). */
export function createJob(db: Database, input: JobInput): Promise<Outcome<Job>> {
  return attempt(() => db.prisma.job.create({ data: input }));
}

/** A worker begins, or begins again after another has died. @returns false where it has ended or was cancelled */
export function startJob(db: Database, id: string): Promise<boolean> {
  return change(db, id, { state: 'running', startedAt: new Date() });
}

/** @param payload what people are to know of it, from its kind @returns false where it has ended or was cancelled: the worker should stop */
export function reportProgress(
  db: Database,
  id: string,
  {
    doneCount,
    totalCount,
    payload,
  }: { readonly doneCount: number; readonly totalCount?: number; readonly payload?: Prisma.InputJsonObject },
): Promise<boolean> {
  const more = { ...(totalCount === undefined ? {} : { totalCount }), ...(payload ? { payload } : {}) };
  return change(db, id, { doneCount, ...more });
}

/** @returns false where it has ended or was cancelled */
export function finishJob(db: Database, id: string): Promise<boolean> {
  return change(db, id, { state: 'succeeded', finishedAt: new Date() });
}

/** @returns false where it has ended or was cancelled */
export function failJob(
  db: Database,
  id: string,
  error: { readonly code: string; readonly message: string },
): Promise<boolean> {
  const { code: errorCode, message: errorMessage } = error;
  return change(db, id, { state: 'failed', finishedAt: new Date(), errorCode, errorMessage });
}

/** Stops a job, and the recognition that it is for. Problems: NOT_FOUND, INVALID (it has ended). */
export function cancelJob(db: Database, id: string): Promise<Outcome<Job>> {
  return attempt(async () => {
    const { recognitionId, state } = await db.prisma.job.findUniqueOrThrow({ where: { id } });
    const isCancelled = recognitionId
      ? (await cancelRecognition(db, recognitionId)).ok
      : await change(db, id, { state: 'cancelled', finishedAt: new Date() });
    if (!isCancelled) refuse('INVALID', 'id', `it has ended already (${state})`, { reason: 'ended', state });
    return db.prisma.job.findUniqueOrThrow({ where: { id } });
  });
}

async function change(db: Database, id: string, data: Prisma.JobUpdateManyMutationInput): Promise<boolean> {
  const { count } = await db.prisma.job.updateMany({ where: { id, state: { in: ['queued', 'running'] } }, data });
  return count === 1;
}

/** How fast a job goes. */
export interface JobPace {
  /** 0 … 1; `null` while it is not known how much there is to do. */
  readonly progress: number | null;
  /** In the kind's unit; `null` before anything is done. */
  readonly perSecond: number | null;
  /** Until it is done, at the pace so far; `null` where that cannot be told. */
  readonly remainingMs: number | null;
}

export function paceOf(job: Pick<Job, 'doneCount' | 'totalCount' | 'startedAt' | 'finishedAt'>, now: Date): JobPace {
  const done = Number(job.doneCount);
  const total = Number(job.totalCount);
  const progress = total > 0 ? Math.min(1, done / total) : null;
  const elapsedMs = job.startedAt ? (job.finishedAt ?? now).getTime() - job.startedAt.getTime() : 0;
  if (done === 0 || elapsedMs <= 0) return { progress, perSecond: null, remainingMs: null };
  const remainingMs = total > 0 && !job.finishedAt ? Math.round((elapsedMs * Math.max(0, total - done)) / done) : null;
  return { progress, perSecond: (1000 * done) / elapsedMs, remainingMs };
}

/** Newest first. */
export async function listJobs(
  db: Database,
  page: PageRequest = {},
  { states }: { readonly states?: readonly RunState[] } = {},
): Promise<Page<Job>> {
  const window = idWindow(page, 'newestFirst');
  const where = { ...window.where, ...(states ? { state: { in: [...states] } } : {}) };
  return toPage(await db.prisma.job.findMany({ ...window, where }), window);
}

/** What waits or runs, oldest first; at most 100. */
export function listActiveJobs(db: Database): Promise<Job[]> {
  return db.prisma.job.findMany({ where: { state: { in: ['queued', 'running'] } }, orderBy: { id: 'asc' }, take: 100 });
}

export async function getJobs(db: Database, ids: readonly string[]): Promise<(Job | null)[]> {
  return alignRows(ids, await findJobs(db, ids), ({ id }) => id);
}

function findJobs(db: Database, ids: readonly string[]): Promise<Job[]> {
  return db.prisma.job.findMany({ where: { id: { in: [...ids] } } });
}

/** Each library's latest job of a kind; `null` where there was none. */
export async function latestJobsOfLibraries(
  db: Database,
  ids: readonly string[],
  kind: 'scan' | 'expire',
): Promise<(Job | null)[]> {
  const rows = await db.prisma.$queryRaw<{ id: string }[]>`
    SELECT latest."id"::text FROM unnest(${[...new Set(ids)]}::uuid[]) AS library ("id")
    CROSS JOIN LATERAL (
      SELECT "id" FROM "Job" WHERE "libraryId" = library."id" AND "kind" = ${kind}::"JobKind" ORDER BY "id" DESC LIMIT 1
    ) AS latest`;
  return alignRows(
    ids,
    await findJobs(
      db,
      rows.map(({ id }) => id),
    ),
    ({ libraryId }) => libraryId!,
  );
}
