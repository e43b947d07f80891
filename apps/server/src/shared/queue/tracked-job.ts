import { failJob, getJobs, isDatabaseAway, reportProgress, startJob } from '@actionary/database';
import type { Database, Job } from '@actionary/database';
import { failureOf } from './failure.ts';
import type { TaskRun } from './queue.ts';

const REPORT_MS = 500;

/** Work that people watch, and may stop. */
export interface TrackedWork<T> {
  /** @param signal aborts when the job is cancelled as well @param onProgress in the unit of the job's kind */
  readonly work: (
    payload: Job['payload'],
    signal: AbortSignal,
    onProgress: (doneCount: number, totalCount: number) => void,
  ) => Promise<T>;
  /** Stores what came of it, and ends the job. */
  readonly finish: (result: T) => Promise<unknown>;
  /** Of an error that another attempt would meet again; else `null`. */
  readonly finalCode: (error: unknown) => string | null;
  /** Of all other errors. */
  readonly failureCode: string;
}

/** Runs the work of a job: tells how far it is, stops where the job is cancelled, and says why it has failed. */
export async function runTrackedJob<T>(
  db: Database,
  jobId: string,
  { signal: stopped, isLastAttempt }: Pick<TaskRun, 'signal' | 'isLastAttempt'>,
  { work, finish, finalCode, failureCode }: TrackedWork<T>,
): Promise<void> {
  const [job] = await getJobs(db, [jobId]);
  if (!job || !(await startJob(db, jobId))) return;
  const cancelled = new AbortController();
  const signal = AbortSignal.any([stopped, cancelled.signal]);
  const progress = { doneCount: 0, totalCount: 0 };
  const report = async () => {
    if (!(await reportProgress(db, jobId, progress))) cancelled.abort();
  };
  // A report that fails is followed by the next one.
  const timer = setInterval(() => void report().catch(() => {}), REPORT_MS);
  try {
    const result = await work(job.payload, signal, (doneCount, totalCount) =>
      Object.assign(progress, { doneCount, totalCount }),
    );
    await report();
    await finish(result);
  } catch (error) {
    stopped.throwIfAborted();
    if (cancelled.signal.aborted) return;
    const code = finalCode(error);
    if (code === null && (!isLastAttempt || isDatabaseAway(error))) throw error;
    await failJob(db, jobId, failureOf(error, code ?? failureCode));
  } finally {
    clearInterval(timer);
  }
}
