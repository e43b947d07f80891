import type { Job, Prisma, RunState } from '../generated/client.ts';
import { alignRows } from './batch.ts';
import type { Database } from './database.ts';
import { attempt, refuse } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { idWindow, pagesOfEach, toPage } from './page.ts';
import type { Page, PageRequest } from './page.ts';
import { cancelRecognition } from './recognition-control.ts';

/** A job and what it is about; a recognition makes its own. */
export type JobInput = {
  /** What there is to do, in the kind's own unit; default 0: not known yet. */
  readonly totalCount?: number;
} & (
  | { readonly kind: 'scan'; readonly libraryId: string }
  | { readonly kind: 'pull'; readonly payload: { readonly catalogueId: string } }
);

/** Problems: NOT_FOUND (library). */
export function createJob(db: Database, input: JobInput): Promise<Outcome<Job>> {
  return attempt(() => db.prisma.job.create({ data: input }));
}

/** A worker begins, or begins again after another has died. @returns false where it has ended or was cancelled */
export function startJob(db: Database, id: string): Promise<boolean> {
  return change(db, id, { state: 'running', startedAt: new Date() });
}

/** @returns false where it has ended or was cancelled: the worker should stop */
export function reportProgress(
  db: Database,
  id: string,
  { doneCount, totalCount }: { readonly doneCount: number; readonly totalCount?: number },
): Promise<boolean> {
  return change(db, id, { doneCount, ...(totalCount === undefined ? {} : { totalCount }) });
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
    if (!isCancelled) refuse('INVALID', 'id', `it has ended already (${state})`);
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

/** The same page of each library's jobs, newest first. */
export function jobsOfLibraries(db: Database, ids: readonly string[], page: PageRequest = {}): Promise<Page<Job>[]> {
  const find = (jobIds: string[]) => findJobs(db, jobIds);
  return pagesOfEach(db, 'Job.libraryId', ids, { page, order: 'newestFirst', find });
}
