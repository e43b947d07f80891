import {
  createJob,
  failJob,
  finishJob,
  getVideoLibraries,
  librariesToExpire,
  postponeExpiry,
  reportProgress,
  startJob,
  totalsOfLibraries,
} from '@actionary/database';
import type { Job, VideoLibrary } from '@actionary/database';
import type { Services } from '../../../context.ts';
import { unwrap } from '../../../shared/graphql/result.ts';
import type { TaskHandler } from '../../../shared/queue/queue.ts';
import { measureDue, removeFrom } from './due-data.ts';
import { addRemoved, isNothing, NOTHING_REMOVED, removedData } from '../../../shared/videos/removed-data.ts';

/** Has the rules of all libraries applied where it is time; may be repeated, also by several workers. */
export async function queueExpiries({ db, queue }: Pick<Services, 'db' | 'queue'>): Promise<void> {
  const libraryIds = await librariesToExpire(db);
  await queue.sendAll(
    'expire',
    libraryIds.map((libraryId) => ({ libraryId })),
  );
}

/**
 * Removes what a library does not keep any longer; people see it as a job where there is something to remove. The library
 * says whether it is time: a task that comes again after its end does nothing.
 */
export function expireTask(services: Services): TaskHandler<'expire'> {
  const { db } = services;
  return async ({ libraryId }, { signal, log, isLastAttempt }) => {
    const [library] = await getVideoLibraries(db, [libraryId]);
    if (!library?.rulesApplyAt || library.rulesApplyAt > new Date()) return;
    try {
      await applyRules(library, signal);
    } catch (error) {
      signal.throwIfAborted();
      if (!isLastAttempt) throw error;
      log.error({ err: error, libraryId }, 'rules not applied');
      const { id } = (await unfinishedJob(libraryId)) ?? (await newJob(libraryId));
      await failJob(db, id, { code: 'EXPIRE_FAILED', message: (error as Error).message });
    }
    await postponeExpiry(db, libraryId);
  };

  /** Where nothing is due there is no job: there would be one every day. */
  async function applyRules(library: VideoLibrary, signal: AbortSignal): Promise<void> {
    const begun = await unfinishedJob(library.id);
    const ruled = { id: library.id, rules: library };
    if (begun) return remove(library, begun, signal);
    if (!isNothing(await measureDue(services, ruled, signal))) await remove(library, await newJob(library.id), signal);
  }

  async function remove(library: VideoLibrary, { id, payload }: Job, signal: AbortSignal): Promise<void> {
    await startJob(db, id);
    const [{ videoCount: totalCount }] = await totalsOfLibraries(db, [library.id]);
    // What an attempt before this one has removed.
    const before = removedData.safeParse(payload);
    let removed = before.success ? before.data : NOTHING_REMOVED;
    let doneCount = 0;
    for await (const batch of removeFrom(services, { id: library.id, rules: library })) {
      removed = addRemoved(removed, batch.removed);
      doneCount = Math.min(totalCount, doneCount + batch.videoCount);
      if (!(await reportProgress(db, id, { doneCount, totalCount, payload: removed }))) return;
      signal.throwIfAborted();
    }
    await finishJob(db, id);
  }

  function unfinishedJob(libraryId: string): Promise<Job | null> {
    return db.prisma.job.findFirst({ where: { libraryId, kind: 'expire', state: { in: ['queued', 'running'] } } });
  }

  async function newJob(libraryId: string): Promise<Job> {
    return unwrap(await createJob(db, { kind: 'expire', libraryId }));
  }
}
