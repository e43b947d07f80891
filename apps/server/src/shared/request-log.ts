import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import type { Metrics } from './metrics.ts';

const REQUEST_ID = /^[\w.-]{8,64}$/;
/** Asked for all the time, by machines: not worth a line. */
const QUIET = new Set(['/healthz', '/readyz', '/metrics']);

/** Gives every request an id (its own, where it brings one), a line in the log and a place in the metrics. */
export function requestLog(log: Logger, { requestSeconds }: Metrics): RequestHandler {
  return (request, response, next) => {
    const given = request.get('x-request-id');
    const requestId = given && REQUEST_ID.test(given) ? given : randomUUID();
    response.locals['requestId'] = requestId;
    response.set('x-request-id', requestId);
    const startedAt = performance.now();
    const { method, path } = request;
    response.on('close', () => {
      const durationMs = performance.now() - startedAt;
      const status = response.statusCode;
      requestSeconds.observe({ route: `/${path.split('/')[1]}`, status }, durationMs / 1000);
      if (!QUIET.has(path))
        log.info({ requestId, method, path, status, durationMs: Math.round(durationMs) }, 'request');
    });
    next();
  };
}
