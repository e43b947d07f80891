import { listFilesElsewhere } from '@actionary/database';
import type { Database, KnownFile, OtherFile, VideoFile, VideoLibrary, VideoMove } from '@actionary/database';
import { LibraryFileError } from '../../../shared/videos/library-file-error.ts';
import { StorageError } from '../../../shared/storage/storage-error.ts';
import type { FilesOf, LibraryFiles } from '../../../shared/videos/library-files.ts';
import { sha256Of } from '../../../shared/videos/sha256-of.ts';
import { planMoves } from './plan-moves.ts';
import type { HashedFile, LostVideo } from './plan-moves.ts';

export interface MoveSearch {
  readonly library: VideoLibrary;
  readonly files: readonly VideoFile[];
  readonly known: readonly KnownFile[];
  /** After each file that was read. @returns false where nobody wants to know any more */
  readonly onRead: (doneCount: number, totalCount: number) => Promise<boolean>;
  readonly signal: AbortSignal;
}

/**
 * Videos whose content is now in another file of the library. Only files are read that are new or have changed and are as
 * long as one that has gone.
 *
 * @returns `null` where nobody wants to know any more
 */
export async function findMoves(
  { db, filesOf }: { readonly db: Database; readonly filesOf: FilesOf },
  search: MoveSearch,
): Promise<VideoMove[] | null> {
  const { library, files, known } = search;
  const { kept, lost } = sortKnown(known, files);
  const keptPaths = new Set(kept.map((file) => file.path));
  const arrivals = files.filter((file) => !keptPaths.has(file.path));
  const others = await listFilesElsewhere(db, library.id, [...new Set(arrivals.map(({ sizeBytes }) => sizeBytes))]);
  const elsewhere = await withLosses(others, filesOf, search.signal);
  const sizes = new Set([...lost, ...elsewhere.filter(({ isLost }) => isLost)].map(({ sizeBytes }) => sizeBytes));
  const candidates = arrivals.filter(({ sizeBytes }) => sizes.has(sizeBytes));
  const hashed = await hashFiles(candidates, filesOf(library), search);
  if (!hashed) return null;
  const keptContents = new Set(kept.flatMap(({ contentSha256 }) => contentSha256 ?? []));
  const contents = new Map(hashed.map((file) => [file.path, file.contentSha256]));
  const byPath = new Map(files.map((file) => [file.path, file]));
  return planMoves({ arrivals: hashed, lost, keptContents, elsewhere }).map((move) => {
    return { videoId: move.videoId, contentSha256: contents.get(move.path)!, file: byPath.get(move.path)! };
  });
}

type Lost = KnownFile & LostVideo;

/** Videos whose file is as it was, and those that had content and have lost it. */
function sortKnown(known: readonly KnownFile[], files: readonly VideoFile[]) {
  const found = new Map(files.map((file) => [file.path, file]));
  const present = new Set(known.filter(({ status }) => status !== 'missing').map((video) => video.path));
  const isKept = (video: KnownFile) => {
    const file = found.get(video.path);
    const isAlone = video.status !== 'missing' || (video.contentSha256 !== null && !present.has(video.path));
    return isAlone && file?.sizeBytes === video.sizeBytes && file.modifiedAt.getTime() === video.modifiedAt.getTime();
  };
  const { kept = [], gone = [] } = Object.groupBy(known, (video) => (isKept(video) ? 'kept' : 'gone'));
  return { kept, lost: gone.filter((video): video is Lost => video.contentSha256 !== null) };
}

/** Which videos of other libraries have no file any more. That of a folder that is not there, or is empty, is not known. */
async function withLosses(others: readonly OtherFile[], filesOf: FilesOf, signal: AbortSignal) {
  const places = new Map<string, LibraryFiles | null>();
  const videos: (OtherFile & { isLost: boolean })[] = [];
  for (const video of others) {
    signal.throwIfAborted();
    const { folder, status } = video;
    if (!places.has(folder)) places.set(folder, await readableFiles(video, filesOf));
    const isLost = status === 'missing' || ((await places.get(folder)?.isGone(video.path)) ?? false);
    videos.push({ ...video, isLost });
  }
  return videos;
}

/** `null` where nothing is to be learnt. */
async function readableFiles(library: Pick<VideoLibrary, 'folder'>, filesOf: FilesOf): Promise<LibraryFiles | null> {
  try {
    const files = filesOf(library);
    return (await files.hasEntries()) ? files : null;
  } catch (error) {
    if (error instanceof StorageError) return null;
    throw error;
  }
}

async function hashFiles(
  candidates: readonly VideoFile[],
  files: LibraryFiles,
  { onRead, signal }: MoveSearch,
): Promise<HashedFile[] | null> {
  const hashed: HashedFile[] = [];
  for (const [index, { path }] of candidates.entries()) {
    const contentSha256 = await hashOf(files, path, signal);
    if (contentSha256) hashed.push({ path, contentSha256 });
    if (!(await onRead(index + 1, candidates.length))) return null;
  }
  return hashed;
}

/** `null` where the file cannot be read; whoever probes it will say why. */
async function hashOf(files: LibraryFiles, relative: string, signal: AbortSignal): Promise<string | null> {
  try {
    return await files.use(relative, signal, (file) => sha256Of(file.path, signal));
  } catch (error) {
    signal.throwIfAborted();
    const isOfTheFile = error instanceof LibraryFileError || (error as NodeJS.ErrnoException).code;
    if (isOfTheFile && !(error instanceof StorageError)) return null;
    throw error;
  }
}
