import { listKnownLike } from '@actionary/database';
import type { KnownFile, VideoFile, VideoLibrary, VideoMove } from '@actionary/database';
import type { Services } from '../../../context.ts';
import type { LibraryFiles } from '../../../shared/videos/library-files.ts';
import { findMoves } from './find-moves.ts';

/**
 * Videos whose content is now in some files of a library, as a scan would find them; looks at no others than these and those
 * that they may have been before.
 *
 * @returns `null` where the signal has aborted
 */
export async function findMovesTo(
  services: Pick<Services, 'db' | 'filesOf'>,
  library: VideoLibrary,
  files: readonly VideoFile[],
  signal: AbortSignal,
): Promise<VideoMove[] | null> {
  const known = await listKnownLike(services.db, library.id, files);
  const others = await presentFiles(services.filesOf(library), known, files);
  const onRead = () => Promise.resolve(!signal.aborted);
  return findMoves(services, { library, files: [...files, ...others], known, onRead, signal });
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
