import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import { execute, GraphQLError, NoSchemaIntrospectionCustomRule, parse, specifiedRules, subscribe, validate } from 'graphql';
import type { GraphQLSchema, ValidationRule } from 'graphql';
import { createHandler } from 'graphql-sse/lib/use/http';
import { createContext } from '../context.ts';
import type { Services } from '../context.ts';
import { maskErrors } from './masked-errors.ts';
import { MAX_TOKENS } from './query-limits.ts';

interface SubscriptionOptions {
  readonly schema: GraphQLSchema;
  readonly services: Services;
  readonly validationRules: readonly ValidationRule[];
}

/** Characters of a query at most: it may come in the address. */
const MAX_QUERY_LENGTH = 20_000;

/**
 * Subscriptions over server-sent events, by the `graphql-sse` protocol in distinct connections. They pass by Apollo, so
 * the same rules are given to them here; queries and mutations are refused, so that none passes by Apollo.
 */
export function createSubscriptions({ schema, services, validationRules }: SubscriptionOptions) {
  const open = new Set<() => void>();
  const handle = createHandler({
    schema,
    context: () => createContext(services, randomUUID()) as unknown as Record<PropertyKey, unknown>,
    authenticate: () => '',
    parse: (source, options) => {
      if ((typeof source === 'string' ? source : source.body).length > MAX_QUERY_LENGTH) throw new Error('too long');
      return parse(source, { ...options, maxTokens: MAX_TOKENS });
    },
    validate: (checked, document) => validate(checked, document, [...specifiedRules, ...validationRules, onlySubscriptions, NoSchemaIntrospectionCustomRule]),
    execute,
    subscribe,
    onNext: (_context, _request, result) =>
      result.errors ? { ...result, errors: result.errors.map((error) => maskErrors(error.toJSON(), error) as GraphQLError) } : result,
  });
  const handler: RequestHandler = async (request, response) => {
    const close = () => response.end();
    open.add(close);
    response.on('close', () => open.delete(close));
    await handle(request, response);
  };
  const close = () => {
    for (const end of open) end();
  };
  return { handler, close };
}

const onlySubscriptions: ValidationRule = (context) => ({
  OperationDefinition(node) {
    if (node.operation === 'subscription') return;
    context.reportError(new GraphQLError(`send a ${node.operation} to /graphql`, { nodes: node }));
  },
});
