import { failJob, finishJob, isDatabaseAway, reportProgress, startJob } from '@actionary/database';
import { installEncoder, ModelError, readCatalogue } from '@actionary/inference';
import type { Services } from '../../../context.ts';
import { failureOf } from '../../../shared/queue/failure.ts';
import type { TaskHandler } from '../../../shared/queue/queue.ts';

const REPORT_MS = 500;

/** Fetches an encoder's files; what is there of them already is not fetched again. */
export function pullTask({ db }: Services): TaskHandler<'pull'> {
  return async ({ jobId, catalogueId }, { signal: stopped, isLastAttempt }) => {
    const entry = readCatalogue().find(({ id }) => id === catalogueId);
    if (!entry || !(await startJob(db, jobId))) return;
    const totalCount = entry.files.reduce((sum, { sizeBytes }) => sum + (sizeBytes ?? 0), 0);
    const cancelled = new AbortController();
    const received = new Map<string, number>();
    const report = async () => {
      const doneCount = [...received.values()].reduce((sum, bytes) => sum + bytes, 0);
      if (!(await reportProgress(db, jobId, { doneCount, totalCount }))) cancelled.abort();
    };
    // A report that fails is followed by the next one.
    const timer = setInterval(() => void report().catch(() => {}), REPORT_MS);
    try {
      const signal = AbortSignal.any([stopped, cancelled.signal]);
      await installEncoder(entry, { signal, onProgress: (file, bytes) => received.set(file, bytes) });
      await report();
      await finishJob(db, jobId);
    } catch (error) {
      stopped.throwIfAborted();
      if (cancelled.signal.aborted) return;
      // Other bytes than promised come again.
      const isFinal = error instanceof ModelError && error.code === 'CHECKSUM';
      if (!isFinal && (!isLastAttempt || isDatabaseAway(error))) throw error;
      await failJob(db, jobId, failureOf(error, error instanceof ModelError ? error.code : 'PULL_FAILED'));
    } finally {
      clearInterval(timer);
    }
  };
}
