export type StorageErrorCode =
  | 'FOLDER'
  | 'BUCKET_NOT_FOUND'
  | 'BUCKET_DENIED'
  | 'BUCKET_UNREACHABLE'
  | 'BUCKET_SETTINGS'
  | 'CLOCK_SKEW'
  | 'DISK_FULL';

/** Why the place where a library's files lie cannot be used; the message says what to do about it. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
  readonly code: StorageErrorCode;

  constructor(code: StorageErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
