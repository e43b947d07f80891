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
import type { TaskHandler } from '../../../shared/queue.ts';
import { findVideoFiles } from './find-video-files.ts';
import { probeVideo } from '../../../shared/probe-video.ts';

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
    for (const [doneCount, video] of pending.entries()) {
      if (!(await reportProgress(db, jobId, { doneCount, totalCount: pending.length }))) return;
      await probeVideo(db, video, folder, signal);
    }
    await reportProgress(db, jobId, { doneCount: pending.length, totalCount: pending.length });
    await finishJob(db, jobId);
  }
}
