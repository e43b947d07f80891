/** What went wrong, for programs; the message tells people what to do. */
export type DatabaseErrorCode =
  /** There is no PostgreSQL for this platform, or it does not start. */
  | 'START_FAILED'
  /** A folder may not be written to or entered. */
  | 'NO_PERMISSION'
  /** Another process uses the data folder. */
  | 'IN_USE'
  /** The server cannot be connected to. */
  | 'UNREACHABLE'
  /** The migrations do not fit the database, or one of them failed. */
  | 'MIGRATION_FAILED';

/** The database cannot be used; the message names the folder or server and the remedy. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
  readonly code: DatabaseErrorCode;

  constructor(code: DatabaseErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
