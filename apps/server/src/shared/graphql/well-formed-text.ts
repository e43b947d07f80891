import type { ApolloServerPlugin } from '@apollo/server';
import { Kind, visit } from 'graphql';
import type { DocumentNode } from 'graphql';
import { badUserInput } from './result.ts';

/** Refuses operations with a text that PostgreSQL cannot keep: with a NUL character, or half of a surrogate pair. */
export function wellFormedText<TContext extends object>(): ApolloServerPlugin<TContext> {
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ request, document }) => {
        refuseMalformed(request.variables, 'variables');
        refuseMalformedLiterals(document);
      },
    }),
  };
}

function refuseMalformed(value: unknown, place: string): void {
  if (typeof value === 'string') {
    if (value.includes('\0')) throw badUserInput(`${place}: leave out the NUL character`);
    if (!value.isWellFormed()) throw badUserInput(`${place}: half of a surrogate pair is no character; leave it out`);
  } else if (value !== null && typeof value === 'object') {
    for (const [key, part] of Object.entries(value)) refuseMalformed(part, `${place}.${key}`);
  }
}

function refuseMalformedLiterals(document: DocumentNode): void {
  visit(document, {
    [Kind.STRING]: ({ value, loc }) => refuseMalformed(value, `line ${loc?.startToken.line}`),
  });
}
