import { availableParallelism } from 'node:os';
import {
  addVideos,
  failJob,
  finishJob,
  getVideoLibraries,
  markMissingVideos,
  reportProgress,
  startJob,
} from '@actionary/database';
import type { VideoLibrary } from '@actionary/database';
import type { Services } from '../../../context.ts';
import type { TaskHandler } from '../../../shared/queue/queue.ts';
import { findVideoFiles } from './find-video-files.ts';
import { probeVideo } from '../../../shared/videos/probe-video.ts';

/** Each is a process of its own, which spends much of its time starting. */
const PROBES_AT_ONCE = Math.min(4, availableParallelism());

/**
 * Finds the files of a library, then probes every video that is pending, those of an interrupted scan included.
 * A folder that cannot be read fails the job; a video that cannot be read fails alone.
 */
export function scanTask({ db }: Services): TaskHandler<'scan'> {
  return async ({ jobId, libraryId }, { signal }) => {
    const [library] = await getVideoLibraries(db, [libraryId]);
    if (!library || !(await startJob(db, jobId))) return;
    try {
      await findNewVideos(library, signal);
    } catch (error) {
      signal.throwIfAborted();
      return void (await failJob(db, jobId, { code: 'FOLDER', message: (error as Error).message }));
    }
    await probePending(library, jobId, signal);
  };

  async function findNewVideos({ id, folder }: VideoLibrary, signal: AbortSignal): Promise<void> {
    const files = await findVideoFiles(folder, { signal });
    await addVideos(db, id, files);
    await markMissingVideos(
      db,
      id,
      files.map(({ path }) => path),
    );
  }

  async function probePending({ id, folder }: VideoLibrary, jobId: string, signal: AbortSignal): Promise<void> {
    const pending = await db.prisma.video.findMany({
      where: { libraryId: id, status: 'pending' },
      orderBy: { id: 'asc' },
    });
    const totalCount = pending.length;
    const waiting = pending.values();
    let doneCount = 0;
    let isWanted = await reportProgress(db, jobId, { doneCount, totalCount });
    const probeWhatWaits = async () => {
      for (const video of waiting) {
        if (!isWanted) return;
        await probeVideo(db, video, folder, signal);
        doneCount += 1;
        isWanted = (await reportProgress(db, jobId, { doneCount, totalCount })) && isWanted;
      }
    };
    const ends = await Promise.allSettled(Array.from({ length: PROBES_AT_ONCE }, probeWhatWaits));
    const failed = ends.find((end) => end.status === 'rejected');
    if (failed) throw failed.reason;
    if (!isWanted) return;
    await finishJob(db, jobId);
  }
}
