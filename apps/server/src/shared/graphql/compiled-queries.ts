import type { ApolloServerOptions } from '@apollo/server';
import {
  BREAK,
  execute,
  getNamedType,
  GraphQLError,
  isAbstractType,
  isInputObjectType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type {
  DocumentNode,
  ExecutionArgs,
  ExecutionResult,
  GraphQLInputType,
  GraphQLNamedType,
  GraphQLSchema,
  SourceLocation,
} from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import type { CompiledQuery } from 'graphql-jit';

/** Times that a query has to be asked for before it is compiled: what is asked for once would only wait for it. */
const ASKED_OFTEN = 8;

/** A query of a document that is kept; it is forgotten with the document. */
interface Known {
  askedCount: number;
  /** `null`: not yet, or it is one for graphql-js. */
  compiled: CompiledQuery | null;
}

type Execute = (args: ExecutionArgs) => Promise<ExecutionResult>;

/**
 * Carries out operations that are valid as graphql-js does; queries that are asked for again and again are compiled to
 * functions, which are several times as fast over long lists. A resolver's list must not hold promises.
 *
 * @param askedOften default 8
 */
export function compilingExecute(schema: GraphQLSchema, askedOften = ASKED_OFTEN): Execute {
  const known = new WeakMap<DocumentNode, Map<string, Known>>();
  return async (args) => {
    const { document, contextValue, variableValues } = args;
    const result = (await compiledOf(args)?.query(undefined, contextValue, { ...variableValues })) ?? {};
    // Without data, variables do not fit, and nothing was carried out: graphql-js says why, as it always does.
    if (result.data === undefined) return execute(args);
    return result.errors ? { ...result, errors: result.errors.map((error) => asThrown(error, document)) } : result;
  };

  function compiledOf({ document, operationName }: ExecutionArgs): CompiledQuery | null {
    const queries = known.get(document) ?? new Map<string, Known>();
    known.set(document, queries);
    const query = queries.get(operationName ?? '') ?? { askedCount: 0, compiled: null };
    queries.set(operationName ?? '', query);
    query.askedCount++;
    if (query.askedCount === askedOften && isCompilable(schema, document)) {
      const made = compileQuery(schema, document, operationName ?? undefined);
      if (isCompiledQuery(made)) query.compiled = made;
    }
    return query.compiled;
  }
}

/**
 * Whether graphql-jit does just what graphql-js does. Mutations are rare; directives may ask for one field with two conditions;
 * where the type of an object cannot be told, it would neither answer nor say so; and inputs that hold themselves are too much.
 */
function isCompilable(schema: GraphQLSchema, document: DocumentNode): boolean {
  let isPlain = true;
  const types = new TypeInfo(schema);
  const refuse = () => {
    isPlain = false;
    return BREAK;
  };
  visit(
    document,
    visitWithTypeInfo(types, {
      [Kind.OPERATION_DEFINITION]: ({ operation }) => (operation === 'query' ? undefined : refuse()),
      [Kind.DIRECTIVE]: refuse,
      [Kind.VARIABLE_DEFINITION]: () => (holdsItself(types.getInputType()) ? refuse() : undefined),
      [Kind.FIELD]: () => (isAbstractType(getNamedType(types.getType())) ? refuse() : undefined),
    }),
  );
  return isPlain;
}

/** Whether an input may hold inputs of its own type: graphql-jit would compile them for ever. */
function holdsItself(type: GraphQLInputType | null | undefined, around: readonly GraphQLNamedType[] = []): boolean {
  const named = getNamedType(type);
  if (!isInputObjectType(named)) return false;
  if (around.includes(named)) return true;
  return Object.values(named.getFields()).some((field) => holdsItself(field.type, [...around, named]));
}

/** The error as graphql-js would give it: with extensions, be they empty, and with what it comes from, for the log. */
function asThrown({ message, locations = [], path, originalError }: GraphQLError, { loc }: DocumentNode): GraphQLError {
  const place = loc
    ? { source: loc.source, positions: locations.map((location) => positionOf(loc.source.body, location)) }
    : {};
  return new GraphQLError(message, { ...place, path, originalError: originalError ?? new Error(message) });
}

function positionOf(text: string, { line, column }: SourceLocation): number {
  const lines = text.split(/(?<=\n|\r(?!\n))/);
  return lines.slice(0, line - 1).join('').length + column - 1;
}

type Gateway = NonNullable<ApolloServerOptions<object>['gateway']>;

/** Lets Apollo have operations carried out by {@link compilingExecute}: what it calls a gateway is its only way to say so. */
export function executedBy(run: Execute, schema: GraphQLSchema): Gateway {
  return {
    onSchemaLoadOrUpdate: (tell) => {
      tell({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => {};
    },
    load: async () => ({
      // The name as it is asked for: graphql-js says so where there is no such operation.
      executor: ({ request: { variables, operationName }, document, context }) =>
        run({ schema, document, operationName, contextValue: context, variableValues: variables }),
    }),
    stop: async () => {},
  };
}
