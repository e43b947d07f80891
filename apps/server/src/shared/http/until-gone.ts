import type { Response } from 'express';

/** Aborts when the client goes away before it has its answer, so that long work for it can end. */
export function untilGone(response: Response): AbortSignal {
  const gone = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) gone.abort(new Error('the client has gone'));
  });
  return gone.signal;
}
