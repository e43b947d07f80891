import { failJob, getJobs, isDatabaseAway, reportProgress, startJob } from '@actionary/database';
import type { Database } from '@actionary/database';
import { ModelError, PromptError } from '@actionary/inference';
import { PromptTemplateError } from '@actionary/inference/domain';
import type { z } from 'zod';
import { failureOf } from './failure.ts';
import type { TaskRun } from './queue.ts';

const REPORT_MS = 500;

/** Reviews have been withdrawn since the job was asked for. */
export class TooFewReviews extends Error {}

export interface LearningOptions {
  /** Aborts when the worker stops, or the job is cancelled. */
  readonly signal: AbortSignal;
  readonly onProgress: (doneCount: number, totalCount: number) => void;
}

/** A job that learns something from reviews. */
export interface Learning<P, R> {
  /** What the job was told. */
  readonly payload: z.ZodType<P>;
  readonly learn: (told: P, options: LearningOptions) => Promise<R>;
  /** Stores what was learned, and ends the job. */
  readonly finish: (jobId: string, learned: R) => Promise<unknown>;
  /** Code of a failure that has none of its own. */
  readonly failureCode: string;
}

/** Runs such jobs: tells how far they are, stops those that are cancelled, and fails those that no further attempt would save. */
export function learningTask<P, R>(db: Database, { payload, learn, finish, failureCode }: Learning<P, R>) {
  return async ({ jobId }: { readonly jobId: string }, { signal: stopped, isLastAttempt }: TaskRun): Promise<void> => {
    const [job] = await getJobs(db, [jobId]);
    if (!job || !(await startJob(db, jobId))) return;
    const told = payload.parse(job.payload);
    const cancelled = new AbortController();
    const signal = AbortSignal.any([stopped, cancelled.signal]);
    const progress = { doneCount: 0, totalCount: 0 };
    const report = async () => {
      if (!(await reportProgress(db, jobId, progress))) cancelled.abort();
    };
    // A report that fails is followed by the next one.
    const timer = setInterval(() => void report().catch(() => {}), REPORT_MS);
    try {
      const onProgress = (doneCount: number, totalCount: number) => Object.assign(progress, { doneCount, totalCount });
      const learned = await learn(told, { signal, onProgress });
      await report();
      await finish(jobId, learned);
    } catch (error) {
      stopped.throwIfAborted();
      if (cancelled.signal.aborted) return;
      const code = finalCode(error);
      if (code === null && (!isLastAttempt || isDatabaseAway(error))) throw error;
      await failJob(db, jobId, failureOf(error, code ?? failureCode));
    } finally {
      clearInterval(timer);
    }
  };
}

/** Of an error that another attempt would meet again; else `null`. */
function finalCode(error: unknown): string | null {
  if (error instanceof ModelError) return error.code;
  if (error instanceof PromptTemplateError || error instanceof PromptError) return 'PROMPT';
  return error instanceof TooFewReviews ? 'TOO_FEW_REVIEWS' : null;
}
