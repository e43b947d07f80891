import { oneLine } from './one-line.ts';

/** A bundle that cannot be used here. The message is one line: the file, what is wrong, what to do. */
export class BundleError extends Error {
  override readonly name = 'BundleError';
  readonly path: string;

  /** @param problem what is wrong and the remedy, without the file's name */
  constructor(path: string, problem: string, options?: ErrorOptions) {
    super(oneLine(`${path}: ${problem}`), options);
    this.path = path;
  }
}
