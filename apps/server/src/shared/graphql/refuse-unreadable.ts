import type { ErrorRequestHandler } from 'express';

/** What body-parser says of a body that it cannot read. */
interface Unreadable {
  readonly status?: number;
  readonly type?: string;
  readonly message: string;
}

/** Says as GraphQL does that a body is none of JSON, too large, or in no charset that is known. */
export const refuseUnreadable: ErrorRequestHandler = (error: Unreadable, _request, response, next) => {
  const { status, type, message: problem } = error;
  if (status === undefined || status < 400 || status >= 500) return next(error);
  const message = type === 'entity.parse.failed' ? `the body is no JSON: ${problem}` : problem;
  response.status(status).json({ errors: [{ message, extensions: { code: 'BAD_REQUEST' } }] });
};
