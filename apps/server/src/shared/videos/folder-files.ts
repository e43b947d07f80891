import { access, constants, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { VideoFile } from '@actionary/database';
import type { Response } from 'express';
import { sendFile } from '../http/send-file.ts';
import { StorageError } from '../storage/storage-error.ts';
import { describeFile, findVideoFiles } from './find-video-files.ts';
import type { FolderContents } from './find-video-files.ts';
import { openSteady } from './known-file.ts';
import { libraryFile } from './library-file.ts';
import type { LibraryFiles, OpenedFile } from './library-files.ts';

/** The files in a folder of this machine, or of a share where it is mounted. */
export class FolderFiles implements LibraryFiles {
  readonly areWhole = false;
  readonly #folder: string;

  /** @param folder absolute path */
  constructor(folder: string) {
    this.#folder = folder;
  }

  get place(): string {
    return this.#folder;
  }

  async check(): Promise<void> {
    const folder = this.#folder;
    if (!path.isAbsolute(folder)) throw new StorageError('FOLDER', `an absolute path is needed, not ${folder}`);
    const isFolder = await stat(folder).then(
      (stats) => stats.isDirectory(),
      () => false,
    );
    if (!isFolder) throw new StorageError('FOLDER', `${folder} is not a folder on the server`);
    await access(folder, constants.R_OK | constants.X_OK).catch((cause: unknown) => {
      throw new StorageError('FOLDER', `the server may not read ${folder}`, { cause });
    });
  }

  /** Also tells the folders there are. */
  async find(options: { readonly signal?: AbortSignal } = {}): Promise<FolderContents> {
    try {
      return await findVideoFiles(this.#folder, options);
    } catch (cause) {
      options.signal?.throwIfAborted();
      const { code, message } = cause as NodeJS.ErrnoException;
      const reason = code === 'ENOENT' ? 'it, or a folder in it, is not there' : message;
      const problem = `${this.#folder} cannot be read (${reason}): if it is a share, mount it and scan again`;
      throw new StorageError('FOLDER', problem, { cause });
    }
  }

  emptied(presentCount: number): StorageError {
    const problem =
      `${this.#folder} is empty, but held ${presentCount} videos: if it is a share, mount it and scan again. If they have ` +
      `really gone, put any file into the folder and scan again`;
    return new StorageError('FOLDER', problem);
  }

  describe(relative: string): Promise<VideoFile | null> {
    return describeFile(this.#folder, relative);
  }

  hasEntries(): Promise<boolean> {
    return readdir(this.#folder).then(
      (names) => names.some((name) => !name.startsWith('.')),
      () => false,
    );
  }

  isGone(relative: string): Promise<boolean> {
    return stat(path.join(this.#folder, relative)).then(
      () => false,
      ({ code }: NodeJS.ErrnoException) => code === 'ENOENT',
    );
  }

  async use<T>(relative: string, _: AbortSignal, work: (file: OpenedFile) => Promise<T>): Promise<T> {
    return work(await openSteady(await libraryFile(this.#folder, relative)));
  }

  async send(relative: string, response: Response): Promise<void> {
    await sendFile(await libraryFile(this.#folder, relative), 'no-cache', response);
  }
}
