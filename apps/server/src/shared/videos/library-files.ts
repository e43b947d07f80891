import type { Video, VideoFile, VideoLibrary } from '@actionary/database';
import type { Response } from 'express';
import type { StorageError } from '../storage/storage-error.ts';

/** What lies where a library's videos are. */
export interface FoundFiles {
  /** Of videos, by their endings. Hidden ones are left out. */
  readonly files: readonly VideoFile[];
  /** There are files at all, videos or others. */
  readonly hasFiles: boolean;
}

/** A file that is being read. */
export interface OpenedFile {
  /** Of the file, or of a copy of it: on a disk of this machine. */
  readonly path: string;
  /** As it was when it was opened, like what {@link LibraryFiles.describe} says. */
  readonly facts: Pick<Video, 'modifiedAt'> & Pick<VideoFile, 'sizeBytes'>;
  /** One that was moved or deleted has not changed: who reads it goes on. @throws {LibraryFileError} FILE_CHANGED */
  refuseChanged(): Promise<void>;
}

/**
 * The files of a library, wherever they lie. Paths are as the database has them: relative, with `/`. Nothing outside is ever
 * read. What goes wrong with all of them is a `StorageError`, with one of them a `LibraryFileError`.
 */
export interface LibraryFiles {
  /** Where they lie, for people. */
  readonly place: string;
  /** Whether a file is whole as soon as it is there; else one may still be written when it is found. */
  readonly areWhole: boolean;
  /** Sees whether they can be looked through. @throws {StorageError} */
  check(): Promise<void>;
  /** Looks through all of them. @throws {StorageError} */
  find(options?: { readonly signal?: AbortSignal }): Promise<FoundFiles>;
  /** What is wrong where nothing is found and so many videos were there: more likely the place than the videos. */
  emptied(presentCount: number): StorageError;
  /** What a file is like now; `null` where there is none. */
  describe(relative: string): Promise<VideoFile | null>;
  /** Whether there is anything, as far as can be told. */
  hasEntries(): Promise<boolean>;
  /** Whether a file is certainly not there. */
  isGone(relative: string): Promise<boolean>;
  /** Runs `work` with a file on a disk. @throws {LibraryFileError} FILE_MISSING and others */
  use<T>(relative: string, signal: AbortSignal, work: (file: OpenedFile) => Promise<T>): Promise<T>;
  /** Answers a GET or HEAD with a file's bytes, or with the range that is asked for. @throws {LibraryFileError} */
  send(relative: string, response: Response): Promise<void>;
}

/** Gives the files of a library. @throws {StorageError} where its place may not be read from here */
export type FilesOf = (library: Pick<VideoLibrary, 'folder'>) => LibraryFiles;
