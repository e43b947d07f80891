import type { ApolloServerPlugin } from '@apollo/server';
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';
import type { Context } from '../../context.ts';
import { logHidden } from '../graphql/masked-errors.ts';

export type Metrics = ReturnType<typeof createMetrics>;

/** What Prometheus reads at `/metrics`. */
export function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    requestSeconds: new Histogram({
      name: 'actionary_http_request_seconds',
      help: 'Time to answer HTTP requests, by route and status',
      labelNames: ['route', 'status'] as const,
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    }),
    operations: new Counter({
      name: 'actionary_graphql_operations_total',
      help: 'GraphQL operations by kind and outcome',
      labelNames: ['operation', 'outcome'] as const,
      registers,
    }),
  };
}

/** Counts operations, and logs errors that callers are not told. */
export function metricsPlugin({ operations }: Metrics): ApolloServerPlugin<Context> {
  return {
    requestDidStart: async () => ({
      didEncounterErrors: async ({ errors, contextValue }) => logHidden(errors, contextValue.log),
      willSendResponse: async ({ operation, errors }) => {
        operations.inc({ operation: operation?.operation ?? 'none', outcome: errors?.length ? 'error' : 'ok' });
      },
    }),
  };
}
