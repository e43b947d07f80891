import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { listFilesElsewhere } from '@actionary/database';
import type { Database, KnownFile, OtherFile, VideoFile, VideoLibrary, VideoMove } from '@actionary/database';
import { libraryFile, LibraryFileError } from '../../../shared/videos/library-file.ts';
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
export async function findMoves(db: Database, search: MoveSearch): Promise<VideoMove[] | null> {
  const { library, files, known } = search;
  const { kept, lost } = sortKnown(known, files);
  const keptPaths = new Set(kept.map((file) => file.path));
  const arrivals = files.filter((file) => !keptPaths.has(file.path));
  const others = await listFilesElsewhere(db, library.id, [...new Set(arrivals.map(({ sizeBytes }) => sizeBytes))]);
  const elsewhere = await withLosses(others, search.signal);
  const sizes = new Set([...lost, ...elsewhere.filter(({ isLost }) => isLost)].map(({ sizeBytes }) => sizeBytes));
  const hashed = await hashFiles(
    arrivals.filter(({ sizeBytes }) => sizes.has(sizeBytes)),
    search,
  );
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
async function withLosses(others: readonly OtherFile[], signal: AbortSignal) {
  const folders = new Map<string, boolean>();
  const videos: (OtherFile & { isLost: boolean })[] = [];
  for (const video of others) {
    signal.throwIfAborted();
    const { folder } = video;
    if (!folders.has(folder)) folders.set(folder, await hasEntries(folder));
    const isLost =
      video.status === 'missing' || (folders.get(folder)! && (await isGone(path.join(folder, video.path))));
    videos.push({ ...video, isLost });
  }
  return videos;
}

const hasEntries = (folder: string) =>
  readdir(folder).then(
    (names) => names.some((name) => !name.startsWith('.')),
    () => false,
  );

const isGone = (file: string) =>
  stat(file).then(
    () => false,
    ({ code }: NodeJS.ErrnoException) => code === 'ENOENT',
  );

async function hashFiles(
  files: readonly VideoFile[],
  { library, onRead, signal }: MoveSearch,
): Promise<HashedFile[] | null> {
  const hashed: HashedFile[] = [];
  for (const [index, file] of files.entries()) {
    const contentSha256 = await hashOf(library.folder, file.path, signal);
    if (contentSha256) hashed.push({ path: file.path, contentSha256 });
    if (!(await onRead(index + 1, files.length))) return null;
  }
  return hashed;
}

/** `null` where the file cannot be read; whoever probes it will say why. */
async function hashOf(folder: string, relative: string, signal: AbortSignal): Promise<string | null> {
  try {
    return await sha256Of(await libraryFile(folder, relative), signal);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof LibraryFileError || (error as NodeJS.ErrnoException).code) return null;
    throw error;
  }
}
