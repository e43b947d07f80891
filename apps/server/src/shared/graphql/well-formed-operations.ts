import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError, Kind, visit } from 'graphql';
import type { DocumentNode } from 'graphql';

/** Levels of lists and objects that variables may have. */
const MAX_DEPTH = 32;

/**
 * Refuses operations with a text that PostgreSQL cannot keep: with a NUL character, or half of a surrogate pair; with
 * variables so deep that reading them would overflow the stack; and subscriptions, which have an address of their own.
 */
export function wellFormedOperations<TContext extends object>(): ApolloServerPlugin<TContext> {
  // What Apollo keeps is looked through once.
  const wellFormed = new WeakSet<DocumentNode>();
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ request, document, operation }) => {
        if (operation?.operation === 'subscription') throw badRequest('send a subscription to /graphql/stream');
        refuseMalformed(request.variables, 'variables');
        if (wellFormed.has(document)) return;
        refuseMalformedLiterals(document);
        wellFormed.add(document);
      },
    }),
  };
}

function refuseMalformed(value: unknown, place: string, depth = 0): void {
  if (depth > MAX_DEPTH) throw badRequest(`variables: more than ${MAX_DEPTH} lists and objects within each other`);
  if (typeof value === 'string') {
    if (value.includes('\0')) throw badRequest(`${place}: leave out the NUL character`);
    if (!value.isWellFormed()) throw badRequest(`${place}: half of a surrogate pair is no character; leave it out`);
  } else if (value !== null && typeof value === 'object') {
    for (const [key, part] of Object.entries(value)) refuseMalformed(part, `${place}.${key}`, depth + 1);
  }
}

function refuseMalformedLiterals(document: DocumentNode): void {
  visit(document, {
    [Kind.STRING]: ({ value, loc }) => refuseMalformed(value, `line ${loc?.startToken.line}`),
  });
}

/** Nothing has been carried out: HTTP says so, too. */
function badRequest(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } } });
}
