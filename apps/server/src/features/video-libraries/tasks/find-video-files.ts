import { opendir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { VideoFile } from '@actionary/database';
import { libraryFile, LibraryFileError } from '../../../shared/videos/library-file.ts';
import { isVideoName } from '../video-file-name.ts';

/**
 * The video files in a folder and those below it, by their endings. Hidden ones, and links that lead out of the folder, are
 * left out.
 *
 * @throws {Error} where the folder itself cannot be read
 */
export async function findVideoFiles(folder: string, options: { signal?: AbortSignal } = {}): Promise<VideoFile[]> {
  const files: VideoFile[] = [];
  for await (const relative of walk(folder, '', options)) {
    const file = await describe(folder, relative);
    if (file) files.push(file);
  }
  return files;
}

async function* walk(folder: string, below: string, { signal }: { signal?: AbortSignal }): AsyncGenerator<string> {
  for await (const entry of await opendir(path.join(folder, below))) {
    signal?.throwIfAborted();
    if (entry.name.startsWith('.')) continue;
    const relative = below === '' ? entry.name : `${below}/${entry.name}`;
    // Links to folders are not followed: they may lead in circles.
    if (entry.isDirectory()) yield* walk(folder, relative, signal ? { signal } : {});
    else if (isVideoName(entry.name)) yield relative;
  }
}

async function describe(folder: string, relative: string): Promise<VideoFile | null> {
  try {
    const { size, mtime } = await stat(await libraryFile(folder, relative));
    // The database keeps milliseconds.
    return { path: relative, sizeBytes: size, modifiedAt: new Date(Math.floor(mtime.getTime())) };
  } catch (error) {
    // It leads out of the folder, or has gone since it was listed.
    if (error instanceof LibraryFileError || (error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
