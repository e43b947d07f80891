/** What went wrong, for programs; the message names the thing and tells people what to do. */
export type BackupErrorCode =
  /** There is nothing to back up. */
  | 'NOTHING_THERE'
  /** The backup cannot be written. */
  | 'NOT_WRITTEN'
  /** The folder holds no backup. */
  | 'NOT_A_BACKUP'
  /** A file of the backup is missing or has changed. */
  | 'DAMAGED'
  /** The backup was made by a version that this program does not know. */
  | 'UNKNOWN_VERSION'
  /** The database to restore into is not empty. */
  | 'NOT_EMPTY'
  /** Somebody else uses the database to restore into. */
  | 'IN_USE';

/** A backup cannot be made or restored. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
  readonly code: BackupErrorCode;

  constructor(code: BackupErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
