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

/** Of a server that ends, starts or cannot be reached: SQLSTATEs, system errors, Prisma's codes and kinds. */
const AWAY_CODES =
  /^(08...|57P0[123]|ECONN(REFUSED|RESET)|EPIPE|P1001|P1017|ConnectionClosed|DatabaseNotReachable|SocketTimeout)$/;
/** What the driver has no code for. */
const AWAY_MESSAGE =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection)/;

/** Whether an error tells that the database went away or cannot be reached: what was asked for can be asked again. */
export function isDatabaseAway(error: unknown): boolean {
  return errorsIn(error).some(
    ({ code, kind, originalCode, message }) =>
      [code, kind, originalCode].some((each) => typeof each === 'string' && AWAY_CODES.test(each)) ||
      (typeof message === 'string' && AWAY_MESSAGE.test(message)),
  );
}

/** Whether an error tells that the database has no room left on its disk. */
export function isDatabaseFull(error: unknown): boolean {
  return errorsIn(error).some(({ code, originalCode }) => code === '53100' || originalCode === '53100');
}

/** Whether an error tells that a statement took longer than it may; see `OpenDatabaseOptions`. */
export function isTimedOut(error: unknown): boolean {
  return errorsIn(error).some(({ code, originalCode }) => code === '57014' || originalCode === '57014');
}

/** An error and what caused it; Prisma has the driver's in a place of its own. */
function errorsIn(error: unknown): Readonly<Record<string, unknown>>[] {
  if (typeof error !== 'object' || error === null) return [];
  const { cause, meta } = error as {
    readonly cause?: unknown;
    readonly meta?: { readonly driverAdapterError?: unknown };
  };
  return [{ ...error, message: (error as Error).message }, ...errorsIn(cause), ...errorsIn(meta?.driverAdapterError)];
}
