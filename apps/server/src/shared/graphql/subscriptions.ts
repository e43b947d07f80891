import type { Request, RequestHandler, Response } from 'express';
import { GraphQLError, NoSchemaIntrospectionCustomRule, parse, specifiedRules, validate } from 'graphql';
import type { DocumentNode, GraphQLSchema, ValidationRule } from 'graphql';
import { createHandler } from 'graphql-sse/lib/use/http';
import { createContext } from '../../context.ts';
import type { Context, Services } from '../../context.ts';
import { AccessRefusal, requirePermission } from '../access/access-refusal.ts';
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
  /** How often whoever listens is asked again who they are; default: every four seconds. */
  readonly recheckMs?: number;
}

const EVENT_STREAM = 'text/event-stream';

/** graphql-sse asks for an index signature. */
type SseContext = Context & Record<PropertyKey, unknown>;

/** With the time that asking takes, whoever is shut out is told nothing more after five seconds. */
const RECHECK_MS = 4000;
/** Characters of an operation at most: it may come in the address. */
const MAX_QUERY_LENGTH = 20_000;

/**
 * Subscriptions over server-sent events, by the `graphql-sse` protocol in its mode of distinct connections. They pass by
 * Apollo, so the same rules are given to them here; queries and mutations are refused. They end, and say why, where whoever
 * listens may not any more.
 */
export function createSubscriptions(options: SubscriptionOptions) {
  const { schema, services, validationRules, trusted, recheckMs = RECHECK_MS } = options;
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
    if (!isAskingForEvents(request)) return refuseOthers(response);
    open.add(response);
    const recheck = setInterval(async () => {
      const refusal = await refusalNow(services, request);
      if (refusal) endWith(response, refusal);
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

/** graphql-sse takes the type alone; others may be named beside it. */
function isAskingForEvents(request: Request): boolean {
  if (!request.get('accept')?.includes(EVENT_STREAM)) return false;
  request.headers.accept = EVENT_STREAM;
  return true;
}

function refuseOthers(response: Response): void {
  const message = `subscriptions are server-sent events: ask with the header accept: ${EVENT_STREAM}`;
  response.status(406).json({ errors: [{ message, extensions: { code: 'BAD_REQUEST' } }] });
}

/** Why a request that goes on may not any more; null: it may, or nobody can tell at the moment. */
async function refusalNow({ access, log }: Services, request: Request): Promise<AccessRefusal | null> {
  try {
    requirePermission(await access.identifyAgain(request), 'read', 'the API');
  } catch (error) {
    if (error instanceof AccessRefusal) return error;
    log.warn({ err: error }, 'it was not found out whether a subscription may go on');
  }
  return null;
}

/** As graphql-sse ends an operation that has failed. */
function endWith(response: Response, { message, code }: AccessRefusal): void {
  // What was to be sent before may not have gone yet, or the client may have.
  if (!response.headersSent || response.writableEnded) return;
  const data = JSON.stringify({ errors: [{ message, extensions: { code } }] });
  response.end(`event: next\ndata: ${data}\n\nevent: complete\ndata: \n\n`);
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
