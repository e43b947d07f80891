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
import type { Failure } from '../../../shared/queue/failure.ts';
import type { TaskHandler } from '../../../shared/queue/queue.ts';
import { StorageError } from '../../../shared/storage/storage-error.ts';
import type { FilesOf, FoundFiles } from '../../../shared/videos/library-files.ts';
import { probeVideo } from '../../../shared/videos/probe-video.ts';
import { findMoves } from './find-moves.ts';

/** Each is a process of its own, which spends much of its time starting. */
const PROBES_AT_ONCE = Math.min(4, availableParallelism());

/**
 * Finds the files of a library, then probes every video that is pending, those of an interrupted scan included.
 * A place that cannot be read, or in which nothing is left, fails the job and changes nothing: a share that is not mounted
 * looks like that. A video that cannot be read fails alone.
 */
export function scanTask(services: Services): TaskHandler<'scan'> {
  const { db, filesOf } = services;
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
    const found = await lookInto(library, filesOf, known, signal);
    if ('problem' in found) return void (await failJob(db, jobId, found.problem));
    const onRead = (doneCount: number, totalCount: number) => reportProgress(db, jobId, { doneCount, totalCount });
    const moves = await findMoves(services, { library, files: found.files, known, onRead, signal });
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
        await probeVideo(services, video, library, signal);
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

/** The files of a library, or why nothing is to be learnt from what is there. */
async function lookInto(
  library: VideoLibrary,
  filesOf: FilesOf,
  known: readonly KnownFile[],
  signal: AbortSignal,
): Promise<FoundFiles | { readonly problem: Failure }> {
  try {
    const files = filesOf(library);
    const found = await files.find({ signal });
    const presentCount = known.filter(({ status }) => status !== 'missing').length;
    if (found.hasFiles || presentCount === 0) return found;
    throw files.emptied(presentCount);
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof StorageError)) throw error;
    return { problem: { code: error.code, message: `${error.message}. Nothing was changed` } };
  }
}
