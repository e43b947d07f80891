import type { ErrorRequestHandler } from 'express';
import type { Logger } from 'pino';
import { requestIdOf } from './request-log.ts';

/** An error of Express or its middleware that says what to answer. */
interface Answer {
  readonly status: number;
  readonly message: string;
  readonly headers?: Record<string, string>;
}

/** The last of an app: answers what went wrong with the request, hides the rest; the log has it under the request's id. */
export function unexpectedErrors(log: Logger): ErrorRequestHandler {
  // Express knows a handler of errors by its four parameters.
  // oxlint-disable-next-line no-unused-vars
  return (error: unknown, _request, response, _next) => {
    const answer = answerOf(error);
    if (!answer) log.error({ err: error, requestId: requestIdOf(response) }, 'request');
    // Half an answer is none: the client notices that it breaks off.
    if (response.headersSent) return void response.destroy();
    const { status, headers = {}, message } = answer ?? HIDDEN;
    response.status(status).set(headers).type('text').send(`${message}\n`);
  };
}

const HIDDEN: Answer = {
  status: 500,
  message: 'something went wrong here; the log has it under the id of the request (header x-request-id)',
};

function answerOf(error: unknown): Answer | null {
  const { status } = error as Partial<Answer>;
  return status !== undefined && status >= 400 && status < 500 ? (error as Answer) : null;
}
