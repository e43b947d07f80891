import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Video } from '@actionary/database';
import { LibraryFileError } from './library-file-error.ts';
import type { LibraryFiles, OpenedFile } from './library-files.ts';
import { sha256Of } from './sha256-of.ts';

type Facts = OpenedFile['facts'];

/** Remembers what a file is like, to tell whether it stays so. @throws {LibraryFileError} FILE_MISSING */
export async function openSteady(file: string): Promise<OpenedFile> {
  const facts = await factsOf(file);
  const refuseChanged = async () => {
    const now = await factsOf(file).catch(() => facts);
    if (!isAlike(now, facts)) throw changed(path.basename(file));
  };
  return { path: file, facts, refuseChanged };
}

/**
 * Runs `work` with a video's file, which has the content that is known of it: what is found in it is kept under that content's
 * name for good. Where size and time are not those of the last scan, the content is compared.
 *
 * @throws {LibraryFileError} FILE_CHANGED, FILE_MISSING
 */
export function useKnown<T>(
  files: LibraryFiles,
  { path: relative, contentSha256, sizeBytes, modifiedAt }: Pick<Video, 'path' | keyof Facts | 'contentSha256'>,
  signal: AbortSignal,
  work: (file: OpenedFile) => Promise<T>,
): Promise<T> {
  return files.use(relative, signal, async (file) => {
    const isAsKnown = isAlike(file.facts, { sizeBytes: Number(sizeBytes), modifiedAt });
    if (!isAsKnown && (await sha256Of(file.path, signal)) !== contentSha256) throw changed(path.basename(relative));
    return work(file);
  });
}

function isAlike(one: Facts, other: Facts): boolean {
  return one.sizeBytes === other.sizeBytes && one.modifiedAt.getTime() === other.modifiedAt.getTime();
}

/** Size and time, to the millisecond, as the database keeps them. */
async function factsOf(file: string): Promise<Facts> {
  try {
    const { size, mtime } = await stat(file);
    return { sizeBytes: size, modifiedAt: new Date(Math.floor(mtime.getTime())) };
  } catch (cause) {
    throw new LibraryFileError('FILE_MISSING', `${path.basename(file)} cannot be found`, { cause });
  }
}

function changed(name: string): LibraryFileError {
  const message = `${name} has changed since it was looked at; scan its library, then recognise again`;
  return new LibraryFileError('FILE_CHANGED', message);
}
