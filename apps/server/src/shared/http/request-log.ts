import { randomUUID } from 'node:crypto';
import type { RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { beginSpan, placeOf, within } from '../tracing/tracing.ts';
import type { Metrics } from './metrics.ts';

const REQUEST_ID = /^[\w.-]{8,64}$/;
/** First parts of the paths that the metrics tell apart: anybody may ask for any other. */
const ROUTES = new Set([
  'graphql',
  'videos',
  'vocabularies',
  'recipes',
  'annotations',
  'embeddings',
  'uploads',
  'auth',
  'explorer',
  'events.csv',
  'work-performance.xml',
  'schema.graphql',
]);
/** Answers for as long as somebody listens: no request like the others. */
const STREAM = '/graphql/stream';
/** Asked for all the time, by machines: not worth a line. */
const QUIET = new Set(['/healthz', '/readyz', '/metrics']);

/** Gives every request an id (its own, where it brings one), a line in the log, a place in the metrics, and a span. */
export function requestLog(log: Logger, { requestSeconds }: Metrics): RequestHandler {
  return (request, response, next) => {
    const given = request.get('x-request-id');
    const requestId = given && REQUEST_ID.test(given) ? given : randomUUID();
    response.locals['requestId'] = requestId;
    response.set('x-request-id', requestId);
    const startedAt = performance.now();
    const { method, path } = request;
    const isQuiet = QUIET.has(path);
    const span = isQuiet
      ? undefined
      : beginSpan(`${method} ${routeOf(path)}`, {
          kind: 'server',
          parent: placeOf(request.get('traceparent')),
          attributes: { 'http.request.method': method, 'url.path': path, 'actionary.request.id': requestId },
        });
    response.on('close', () => {
      const durationMs = performance.now() - startedAt;
      const status = response.statusCode;
      requestSeconds.observe({ route: routeOf(path), status }, durationMs / 1000);
      span?.add({ 'http.response.status_code': status });
      if (status >= 500) span?.fail(`answered ${status}`);
      span?.end();
      const { traceId } = span?.place ?? {};
      if (!isQuiet)
        log.info({ requestId, traceId, method, path, status, durationMs: Math.round(durationMs) }, 'request');
    });
    within(span, next);
  };
}

function routeOf(path: string): string {
  if (path === STREAM) return STREAM;
  const [, first = ''] = path.split('/');
  return ROUTES.has(first) || QUIET.has(path) ? `/${first}` : 'other';
}

/** The id that {@link requestLog} has given to a request. */
export function requestIdOf({ locals }: Response): string {
  return locals['requestId'] as string;
}
