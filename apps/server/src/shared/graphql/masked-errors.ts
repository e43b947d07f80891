import { unwrapResolverError } from '@apollo/server/errors';
import { CursorError, isTimedOut } from '@actionary/database';
import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';

/** Codes whose messages are meant for the caller. */
const OPEN_CODES = new Set([
  'BAD_REQUEST',
  'BAD_USER_INPUT',
  'CHANGES_LOST',
  'FORBIDDEN',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

/** Lets through what the caller can do something about; hides the rest: the log has it, under the request's id. */
export function maskErrors(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  if (unwrapResolverError(error) instanceof CursorError) {
    return { ...formatted, extensions: { code: 'BAD_USER_INPUT' } };
  }
  if (isTimedOut(unwrapResolverError(error))) {
    return { ...formatted, message: 'it took too long: ask for less at a time', extensions: { code: 'TIMEOUT' } };
  }
  const code = formatted.extensions?.['code'];
  if (typeof code === 'string' && OPEN_CODES.has(code)) return { ...formatted, extensions: { code } };
  const { path, locations } = formatted;
  return {
    message: 'something went wrong here; the log has it under the id of the request (header x-request-id)',
    ...(path ? { path } : {}),
    ...(locations ? { locations } : {}),
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
  };
}

/** Logs what {@link maskErrors} hides. */
export function logHidden(errors: readonly GraphQLError[], log: Logger): void {
  for (const { originalError, extensions, path } of errors) {
    if (originalError && !extensions['code'] && !(originalError instanceof CursorError))
      log.error({ err: originalError, path }, 'operation');
  }
}
