import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { VideoFile, VideoLibrary } from '@actionary/database';
import type { Services } from '../../../context.ts';
import { refuse } from '../../../shared/graphql/result.ts';
import { StorageError } from '../../../shared/storage/storage-error.ts';
import type { LibraryFiles } from '../../../shared/videos/library-files.ts';
import { isVideoName, VIDEO_FILE_ENDINGS } from '../../../shared/videos/video-file-name.ts';

/** How long a file has to stay as it is; as in a library that is watched. */
const QUIET_MS = 2000;

/** A path as the database has it; refuses (INVALID) what a scan would pass over. */
export function cleanPath(given: string): string {
  const relative = path.posix.normalize(given.trim());
  const names = relative.split('/');
  if (path.posix.isAbsolute(relative) || path.win32.isAbsolute(relative) || names[0] === '..')
    refuse('INVALID', 'path', "must lie in the library's folder, and be given relative to it");
  if (names.some((name) => name.startsWith('.'))) refuse('INVALID', 'path', 'names a hidden file, or none');
  if (!isVideoName(relative)) refuse('INVALID', 'path', `must end like a video: ${VIDEO_FILE_ENDINGS.join(', ')}`);
  return relative;
}

/** A file of a library that is whole; refuses (NOT_FOUND) none, and (FILE_CHANGING) one that is still being written. */
export async function wholeFile(
  { filesOf }: Pick<Services, 'filesOf'>,
  library: VideoLibrary,
  relative: string,
  signal: AbortSignal,
): Promise<VideoFile> {
  try {
    const files = filesOf(library);
    const file = await describe(files, relative);
    const writtenMs = Date.now() - file.modifiedAt.getTime();
    if (files.areWhole || (writtenMs >= QUIET_MS && file.sizeBytes > 0)) return file;
    await sleep(QUIET_MS, undefined, { signal });
    const later = await describe(files, relative);
    const isQuiet = later.sizeBytes === file.sizeBytes && later.modifiedAt.getTime() === file.modifiedAt.getTime();
    if (isQuiet && file.sizeBytes > 0) return file;
    const state = later.sizeBytes === 0 ? 'is empty' : 'is still being written';
    return refuse('FILE_CHANGING', 'path', `${relative} ${state}: register it when it is whole`);
  } catch (error) {
    if (!(error instanceof StorageError) || error.code === 'DISK_FULL') throw error;
    return refuse(error.code, 'path', error.message);
  }
}

/** @throws {StorageError} where none of the library can be read */
async function describe(files: LibraryFiles, relative: string): Promise<VideoFile> {
  const file = await files.describe(relative);
  if (file) return file;
  await files.check();
  return refuse('NOT_FOUND', 'path', `there is no file ${relative} in ${files.place}`);
}
