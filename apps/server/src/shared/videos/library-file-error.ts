/** Why a file of a library is not touched. */
export class LibraryFileError extends Error {
  override readonly name = 'LibraryFileError';
  readonly code: 'OUTSIDE_LIBRARY' | 'FILE_MISSING' | 'FILE_CHANGED' | 'NOT_READABLE';

  constructor(code: LibraryFileError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
