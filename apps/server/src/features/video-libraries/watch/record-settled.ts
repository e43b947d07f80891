import { getVideoLibraries, listKnownLike, recognizeArrivals, recordArrivals } from '@actionary/database';
import type { KnownFile, QueuedArrivals, VideoFile } from '@actionary/database';
import type { Services } from '../../../context.ts';
import type { LibraryFiles } from '../../../shared/videos/library-files.ts';
import { findMoves } from '../tasks/find-moves.ts';

/**
 * Makes files of a library known as a scan would, but looks at no others than these and those that they may have been before:
 * a file that was moved keeps its video. Then queues the recognition of what has arrived, by this or by a scan.
 */
export async function recordSettled(
  services: Pick<Services, 'db' | 'filesOf'>,
  libraryId: string,
  files: readonly VideoFile[],
  signal: AbortSignal,
): Promise<QueuedArrivals | null> {
  const { db, filesOf } = services;
  const [library] = await getVideoLibraries(db, [libraryId]);
  if (!library) return null;
  const known = await listKnownLike(db, libraryId, files);
  const others = await presentFiles(filesOf(library), known, files);
  const onRead = () => Promise.resolve(!signal.aborted);
  const moves = await findMoves(services, { library, files: [...files, ...others], known, onRead, signal });
  if (!moves) return null;
  await recordArrivals(db, libraryId, { files, moves });
  return recognizeArrivals(db, libraryId, files);
}

/** Files that are known under other paths and are still there. */
async function presentFiles(
  library: LibraryFiles,
  known: readonly KnownFile[],
  files: readonly VideoFile[],
): Promise<VideoFile[]> {
  const settled = new Set(files.map(({ path }) => path));
  const paths = known.filter(({ status, path }) => status !== 'missing' && !settled.has(path)).map(({ path }) => path);
  const found = await Promise.all(paths.map((path) => library.describe(path)));
  return found.filter((file) => file !== null);
}
