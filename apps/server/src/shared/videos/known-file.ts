import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Video } from '@actionary/database';
import { LibraryFileError } from './library-file.ts';
import { sha256Of } from './sha256-of.ts';

/** A file that is being read. */
export interface OpenedFile {
  readonly path: string;
  /** One that was moved or deleted has not changed: who reads it goes on. @throws {LibraryFileError} FILE_CHANGED */
  refuseChanged(): Promise<void>;
}

/** Remembers what a file is like, to tell whether it stays so. @throws {LibraryFileError} FILE_MISSING */
export async function openSteady(file: string): Promise<OpenedFile & { readonly mark: string }> {
  const mark = await markOf(file);
  const refuseChanged = async () => {
    const now = await markOf(file).catch(() => mark);
    if (now !== mark) throw changed(file);
  };
  return { path: file, mark, refuseChanged };
}

/**
 * A file with the content that is known of a video: what is found in it is kept under that content's name for good. Where
 * size and time are not those of the last scan, the content is compared.
 *
 * @throws {LibraryFileError} FILE_CHANGED, FILE_MISSING
 */
export async function openKnown(
  file: string,
  { contentSha256, sizeBytes, modifiedAt }: Pick<Video, 'contentSha256' | 'sizeBytes' | 'modifiedAt'>,
  signal: AbortSignal,
): Promise<OpenedFile> {
  const opened = await openSteady(file);
  if (opened.mark !== `${sizeBytes} ${modifiedAt.getTime()}` && (await sha256Of(file, signal)) !== contentSha256)
    throw changed(file);
  return opened;
}

/** Size and time, to the millisecond, as the database keeps them. */
async function markOf(file: string): Promise<string> {
  try {
    const { size, mtime } = await stat(file);
    return `${size} ${Math.floor(mtime.getTime())}`;
  } catch (cause) {
    throw new LibraryFileError('FILE_MISSING', `${path.basename(file)} cannot be found`, { cause });
  }
}

function changed(file: string): LibraryFileError {
  const message = `${path.basename(file)} has changed since it was looked at; scan its library, then recognise again`;
  return new LibraryFileError('FILE_CHANGED', message);
}
