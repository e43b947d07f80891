import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ApolloServerPlugin } from '@apollo/server';
import type { OperationDefinitionNode } from 'graphql';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Context } from '../../context.ts';
import { logHidden } from '../graphql/masked-errors.ts';
import { beginSpan, currentSpan } from '../tracing/tracing.ts';

const { version: VERSION } = JSON.parse(
  readFileSync(path.join(import.meta.dirname, '../../../package.json'), 'utf8'),
) as { readonly version: string };

export type Metrics = ReturnType<typeof createMetrics>;

/** What Prometheus reads at `/metrics`. */
export function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const build = new Gauge({
    name: 'actionary_build_info',
    help: '1; what runs is told by the labels',
    labelNames: ['version', 'node'] as const,
    registers,
  });
  build.set({ version: VERSION, node: process.version }, 1);
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
    refusals: new Counter({
      name: 'actionary_graphql_errors_total',
      help: 'Errors that GraphQL operations have been answered with, by code',
      labelNames: ['code'] as const,
      registers,
    }),
  };
}

/** Counts operations and what they were refused for, traces them, and logs errors that callers are not told. */
export function metricsPlugin({ operations, refusals }: Metrics): ApolloServerPlugin<Context> {
  return {
    requestDidStart: async () => ({
      didEncounterErrors: async ({ errors, contextValue }) => logHidden(errors, contextValue.log),
      executionDidStart: async ({ operationName, ...context }) => {
        // Of a document without the operation that is asked for, there is none, whatever Apollo's types say.
        const operation = context.operation as OperationDefinitionNode | undefined;
        if (!operation) return;
        const name = [operation.operation, operationName].filter(Boolean).join(' ');
        const attributes = {
          'graphql.operation.type': operation.operation,
          'graphql.operation.name': operationName ?? '',
        };
        const span = beginSpan(name, { attributes });
        const request = currentSpan();
        if (request) request.name += ` ${name}`;
        return { executionDidEnd: async () => span?.end() };
      },
      willSendResponse: async ({ operation, errors, response: { body } }) => {
        operations.inc({ operation: operation?.operation ?? 'none', outcome: errors?.length ? 'error' : 'ok' });
        // As callers are told: with one of a few codes.
        const told = body.kind === 'single' ? (body.singleResult.errors ?? []) : [];
        for (const { extensions } of told) refusals.inc({ code: String(extensions?.['code']) });
      },
    }),
  };
}
