import type { RequestHandler, Response } from 'express';
import { GraphQLError, NoSchemaIntrospectionCustomRule, parse, specifiedRules, validate } from 'graphql';
import type { DocumentNode, GraphQLSchema, ValidationRule } from 'graphql';
import { createHandler } from 'graphql-sse/lib/use/http';
import { createContext } from '../../context.ts';
import type { Context, Services } from '../../context.ts';
import { viewerOf } from '../access/admit.ts';
import { logHidden, maskErrors } from './masked-errors.ts';
import { refusalOf } from './trusted-documents.ts';
import type { TrustedDocuments } from './trusted-documents.ts';
import { MAX_TOKENS } from './query-limits.ts';
import { requestIdOf } from '../http/request-log.ts';

interface SubscriptionOptions {
  readonly schema: GraphQLSchema;
  readonly services: Services;
  readonly validationRules: readonly ValidationRule[];
  /** Null: everything may be asked. */
  readonly trusted: TrustedDocuments | null;
  /** How often whoever listens is asked again who they are; default: every minute. */
  readonly recheckMs?: number;
}

/** graphql-sse asks for an index signature. */
type SseContext = Context & Record<PropertyKey, unknown>;

/** Characters of an operation at most: it may come in the address. */
const MAX_QUERY_LENGTH = 20_000;

/**
 * Subscriptions over server-sent events, by the `graphql-sse` protocol in its mode of distinct connections. They pass by
 * Apollo, so the same rules are given to them here; queries and mutations are refused. They end where whoever listens may
 * not any more.
 */
export function createSubscriptions(options: SubscriptionOptions) {
  const { schema, services, validationRules, trusted, recheckMs = 60_000 } = options;
  const rules = [...specifiedRules, ...validationRules, onlySubscriptions, NoSchemaIntrospectionCustomRule];
  const open = new Set<Response>();
  const handle = createHandler<SseContext>({
    // One connection per subscription: there are no streams that a token would name.
    authenticate: () => null,
    onSubscribe: ({ context: { res } }, { query, variables, operationName }) => {
      const refusal = refusalOf(query, trusted);
      if (refusal) return { data: null, errors: [refusal] };
      const document = parseOperation(query);
      if (document instanceof GraphQLError) return { data: null, errors: [document] };
      const errors = validate(schema, document, rules);
      if (errors.length > 0) return { data: null, errors };
      const contextValue: SseContext = {
        ...createContext(services, requestIdOf(res as Response), { viewer: viewerOf(res as Response) }),
      };
      return { schema, document, operationName, variableValues: variables, contextValue };
    },
    onNext: (context, _request, result) => {
      if (!result.errors) return;
      // Where the operation itself is refused, there is no context.
      if (context) logHidden(result.errors, context.log);
      return { ...result, errors: result.errors.map(mask) };
    },
  });
  const handler: RequestHandler = async (request, response) => {
    if (!['GET', 'POST'].includes(request.method)) return void response.status(405).set('allow', 'GET, POST').end();
    open.add(response);
    const recheck = setInterval(async () => {
      const viewer = await services.access.identify(request).catch(() => null);
      if (!viewer?.permissions.has('read')) response.end();
    }, recheckMs);
    response.on('close', () => {
      open.delete(response);
      clearInterval(recheck);
    });
    await handle(request, response);
  };
  const close = () => {
    for (const response of open) response.end();
  };
  return { handler, close };
}

function parseOperation(query: string): DocumentNode | GraphQLError {
  if (query.length > MAX_QUERY_LENGTH)
    return new GraphQLError(`an operation has at most ${MAX_QUERY_LENGTH} characters`);
  try {
    return parse(query, { maxTokens: MAX_TOKENS });
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}

/** As {@link maskErrors}; a message that is meant for the caller stays. */
function mask(error: GraphQLError): GraphQLError {
  const { message, extensions, path } = maskErrors(error.toJSON(), error);
  // Errors from before the execution have no original one: they are about the operation itself.
  if (!error.originalError && error.path === undefined) return error;
  return new GraphQLError(message, { extensions: { ...extensions }, path: path ? [...path] : null });
}

const onlySubscriptions: ValidationRule = (context) => ({
  OperationDefinition(node) {
    if (node.operation === 'subscription') return;
    context.reportError(new GraphQLError(`send a ${node.operation} to /graphql`, { nodes: node }));
  },
});
