import { oneLine } from './one-line.ts';

/** A vocabulary file that cannot be used. The message is one line: the file, the line in it, what is wrong, what to do. */
export class VocabularyError extends Error {
  readonly path: string;

  /** @param problem what is wrong and the remedy, without the file's name */
  constructor(path: string, problem: string, options?: ErrorOptions) {
    super(oneLine(`${path}: ${problem}`), options);
    this.name = 'VocabularyError';
    this.path = path;
  }
}
