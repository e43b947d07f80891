import { availableParallelism } from 'node:os';
import {
  failJob,
  finishJob,
  getVideoLibraries,
  isDatabaseAway,
  listKnownFiles,
  recordFiles,
  reportProgress,
  startJob,
} from '@actionary/database';
import type { KnownFile, VideoLibrary } from '@actionary/database';
import type { Services } from '../../../context.ts';
import { failureOf } from '../../../shared/queue/failure.ts';
import type { TaskHandler } from '../../../shared/queue/queue.ts';
import { findMoves } from './find-moves.ts';
import { findVideoFiles } from './find-video-files.ts';
import type { FolderContents } from './find-video-files.ts';
import { probeVideo } from '../../../shared/videos/probe-video.ts';

/** Each is a process of its own, which spends much of its time starting. */
const PROBES_AT_ONCE = Math.min(4, availableParallelism());

/**
 * Finds the files of a library, then probes every video that is pending, those of an interrupted scan included.
 * A folder that cannot be read, or in which nothing is left, fails the job and changes nothing: a share that is not mounted
 * looks like that. A video that cannot be read fails alone.
 */
export function scanTask({ db }: Services): TaskHandler<'scan'> {
  return async ({ jobId, libraryId }, { signal, isLastAttempt }) => {
    const [library] = await getVideoLibraries(db, [libraryId]);
    if (!library || !(await startJob(db, jobId))) return;
    try {
      await scan(library, jobId, signal);
    } catch (error) {
      if (isLastAttempt && !signal.aborted && !isDatabaseAway(error))
        await failJob(db, jobId, failureOf(error, 'SCAN_FAILED'));
      throw error;
    }
  };

  async function scan(library: VideoLibrary, jobId: string, signal: AbortSignal): Promise<void> {
    const { id: libraryId } = library;
    const known = await listKnownFiles(db, libraryId);
    const found = await lookInto(library.folder, known, signal);
    if ('problem' in found) return void (await failJob(db, jobId, { code: 'FOLDER', message: found.problem }));
    const onRead = (doneCount: number, totalCount: number) => reportProgress(db, jobId, { doneCount, totalCount });
    const moves = await findMoves(db, { library, files: found.files, known, onRead, signal });
    if (!moves) return;
    await recordFiles(db, libraryId, { files: found.files, moves });
    await probePending(library, jobId, signal);
  }

  async function probePending(library: VideoLibrary, jobId: string, signal: AbortSignal): Promise<void> {
    const pending = await db.prisma.video.findMany({
      where: { libraryId: library.id, status: 'pending' },
      orderBy: { id: 'asc' },
    });
    const totalCount = pending.length;
    const waiting = pending.values();
    let doneCount = 0;
    let isWanted = await reportProgress(db, jobId, { doneCount, totalCount });
    const probeWhatWaits = async () => {
      for (const video of waiting) {
        if (!isWanted) return;
        await probeVideo(db, video, library, signal);
        doneCount += 1;
        isWanted = (await reportProgress(db, jobId, { doneCount, totalCount })) && isWanted;
      }
    };
    const ends = await Promise.allSettled(Array.from({ length: PROBES_AT_ONCE }, probeWhatWaits));
    const failed = ends.find((end) => end.status === 'rejected');
    if (failed) throw failed.reason;
    // The last of the reports that were on their way together need not have been that of the greatest count.
    if (isWanted && (await reportProgress(db, jobId, { doneCount }))) await finishJob(db, jobId);
  }
}

/** The files of a folder, or why nothing is to be learnt from what is there. */
async function lookInto(
  folder: string,
  known: readonly KnownFile[],
  signal: AbortSignal,
): Promise<FolderContents | { readonly problem: string }> {
  try {
    const contents = await findVideoFiles(folder, { signal });
    const presentCount = known.filter(({ status }) => status !== 'missing').length;
    if (contents.hasFiles || presentCount === 0) return contents;
    const problem =
      `${folder} is empty, but held ${presentCount} videos: if it is a share, mount it and scan again. If they have ` +
      `really gone, put any file into the folder and scan again. Nothing was changed`;
    return { problem };
  } catch (error) {
    signal.throwIfAborted();
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = code === 'ENOENT' ? 'it, or a folder in it, is not there' : message;
    return {
      problem: `${folder} cannot be read (${reason}): if it is a share, mount it and scan again. Nothing was changed`,
    };
  }
}
