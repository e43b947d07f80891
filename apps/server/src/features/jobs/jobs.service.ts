import { setTimeout as delay } from 'node:timers/promises';
import { cancelJob, getJobs, listActiveJobs, paceOf } from '@actionary/database';
import type { Job, JobPace } from '@actionary/database';
import type { Services } from '../../context.ts';
import { closing } from '../../shared/queue/changes.ts';
import type { Watch } from '../../shared/queue/changes.ts';
import { argumentKey, inputKey, settle } from '../../shared/graphql/result.ts';
import type { Result } from '../../shared/graphql/result.ts';

export function pace(job: Job): JobPace {
  return paceOf(job, new Date());
}

/** Cancels a job, and the recognition it is for. The worker stops at its next step. @param id global */
export function stopJob({ db }: Services, id: string): Promise<Result<Job>> {
  return settle(async () => cancelJob(db, inputKey('Job', id, 'id')));
}

/** Jobs as they change; one job, at once and until it has ended, where `id` (global) is given. @throws {GraphQLError} */
export function watchJobs(services: Services, id: string | null): AsyncIterableIterator<Job> {
  const key = id === null ? null : argumentKey('Job', id, 'id');
  // Listens before it reads, so that no change falls in between.
  const watch = services.changes.watch('Job', key);
  return closing(watch, changingJobs(services, watch, key));
}

async function* changingJobs({ db }: Services, watch: Watch, key: string | null): AsyncGenerator<Job, void, undefined> {
  for (let id = key ?? (await watch.next()); id !== null; id = await watch.next()) {
    const [job] = await getJobs(db, [id]);
    if (job) yield job;
    if (key !== null && (!job || job.finishedAt)) return;
  }
}

/** Between one list of the active jobs and the next. */
const PAUSE_MS = 250;

/** The jobs that wait or run, now and whenever one of them changes; does not end by itself. */
export function watchActiveJobs(services: Services): AsyncIterableIterator<Job[]> {
  const watch = services.changes.watch('Job', null);
  return closing(watch, changingActiveJobs(services, watch));
}

async function* changingActiveJobs({ db }: Services, watch: Watch): AsyncGenerator<Job[], void, undefined> {
  do {
    // Before it reads: what changes while it does is read again.
    watch.clear();
    yield await listActiveJobs(db);
    await delay(PAUSE_MS);
  } while ((await watch.next()) !== null);
}
