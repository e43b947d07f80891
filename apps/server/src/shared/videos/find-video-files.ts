import { opendir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { VideoFile } from '@actionary/database';
import { libraryFile } from './library-file.ts';
import { LibraryFileError } from './library-file-error.ts';
import type { FoundFiles } from './library-files.ts';
import { isVideoName } from './video-file-name.ts';

/** What lies in a folder. */
export interface FolderContents extends FoundFiles {
  /** The folder itself (the empty text) and those below it, relative to it. */
  readonly folders: readonly string[];
}

/**
 * The video files in a folder and those below it, by their endings. Hidden ones, and links that lead out of the folder, are
 * left out.
 *
 * @throws {Error} where the folder or one below it cannot be read, or another one took its place meanwhile
 */
export async function findVideoFiles(folder: string, options: { signal?: AbortSignal } = {}): Promise<FolderContents> {
  const before = await stat(folder);
  const files: VideoFile[] = [];
  const folders = [''];
  let hasFiles = false;
  for await (const { relative, isFolder } of walk(folder, '', options)) {
    if (isFolder) folders.push(relative);
    hasFiles ||= !isFolder;
    const file = !isFolder && isVideoName(relative) ? await describeFile(folder, relative) : null;
    if (file) files.push(file);
  }
  const after = await stat(folder);
  // A share that goes away uncovers the empty folder it was mounted on.
  if (after.dev !== before.dev || after.ino !== before.ino) throw new Error('it went away while it was read');
  return { files: await stillThere(folder, files), hasFiles, folders };
}

/** A file that is moved while its folder is read may be found twice: of those that look the same, the ones that are there now. */
async function stillThere(folder: string, files: readonly VideoFile[]): Promise<readonly VideoFile[]> {
  const alike = Map.groupBy(files, ({ sizeBytes, modifiedAt }) => `${sizeBytes} ${modifiedAt.getTime()}`);
  const gone = new Set<VideoFile>();
  for (const file of [...alike.values()].filter(({ length }) => length > 1).flat())
    if (!(await describeFile(folder, file.path))) gone.add(file);
  return files.filter((file) => !gone.has(file));
}

interface Entry {
  readonly relative: string;
  readonly isFolder: boolean;
}

async function* walk(folder: string, below: string, { signal }: { signal?: AbortSignal }): AsyncGenerator<Entry> {
  for await (const entry of await opendir(path.join(folder, below))) {
    signal?.throwIfAborted();
    if (entry.name.startsWith('.')) continue;
    const relative = below === '' ? entry.name : `${below}/${entry.name}`;
    // Links to folders are not followed: they may lead in circles.
    const isFolder = entry.isDirectory();
    yield { relative, isFolder };
    if (isFolder) yield* walk(folder, relative, signal ? { signal } : {});
  }
}

/** `null` where there is no such file, or it leads out of the folder. */
export async function describeFile(folder: string, relative: string): Promise<VideoFile | null> {
  try {
    const { size, mtime } = await stat(await libraryFile(folder, relative));
    // The database keeps milliseconds.
    return { path: relative, sizeBytes: size, modifiedAt: new Date(Math.floor(mtime.getTime())) };
  } catch (error) {
    if (error instanceof LibraryFileError || (error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
