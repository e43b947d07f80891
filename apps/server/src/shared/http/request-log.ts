import { randomUUID } from 'node:crypto';
import type { RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import type { Metrics } from './metrics.ts';

const REQUEST_ID = /^[\w.-]{8,64}$/;
/** First parts of the paths that the metrics tell apart: anybody may ask for any other. */
const ROUTES = new Set([
  'graphql',
  'videos',
  'vocabularies',
  'uploads',
  'explorer',
  'events.csv',
  'work-performance.xml',
]);
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
      requestSeconds.observe({ route: routeOf(path), status }, durationMs / 1000);
      if (!QUIET.has(path))
        log.info({ requestId, method, path, status, durationMs: Math.round(durationMs) }, 'request');
    });
    next();
  };
}

function routeOf(path: string): string {
  const [, first = ''] = path.split('/');
  return ROUTES.has(first) || QUIET.has(path) ? `/${first}` : 'other';
}

/** The id that {@link requestLog} has given to a request. */
export function requestIdOf({ locals }: Response): string {
  return locals['requestId'] as string;
}
