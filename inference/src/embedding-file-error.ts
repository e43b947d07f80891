import { oneLine } from './one-line.ts';

/** A file of embeddings or of their names that cannot be used. The message is one line: the file, what is wrong, what to do. */
export class EmbeddingFileError extends Error {
  readonly path: string;

  /** @param problem what is wrong and the remedy, without the file's name */
  constructor(path: string, problem: string, options?: ErrorOptions) {
    super(oneLine(`${path}: ${problem}`), options);
    this.name = 'EmbeddingFileError';
    this.path = path;
  }
}
