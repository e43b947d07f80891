import type { Reason } from './domain/reason.ts';
import type { FileErrorOptions, FileReason } from './file-reason.ts';
import { oneLine } from './one-line.ts';

/** A vocabulary file that cannot be used. The message is one line: the file, the line in it, what is wrong, what to do. */
export class VocabularyError extends Error {
  readonly path: string;
  /** Null: only the message tells. */
  readonly reason: Reason<FileReason> | null;

  /** @param problem what is wrong and the remedy, without the file's name */
  constructor(path: string, problem: string, options?: FileErrorOptions) {
    super(oneLine(`${path}: ${problem}`), options);
    this.name = 'VocabularyError';
    this.path = path;
    this.reason = options?.reason ?? null;
  }
}
