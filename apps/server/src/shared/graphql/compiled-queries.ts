import type { ApolloServerOptions } from '@apollo/server';
import {
  BREAK,
  execute,
  getNamedType,
  getOperationAST,
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
  OperationDefinitionNode,
  SourceLocation,
} from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import type { CompiledQuery } from 'graphql-jit';

/** A query of a document that Apollo keeps; it is forgotten with the document. */
interface Known {
  askedCount: number;
  /** `null`: not yet, not any more, or it is one for graphql-js. */
  compiled: CompiledQuery | null;
}

type Execute = (args: ExecutionArgs) => Promise<ExecutionResult>;

interface CompilingOptions {
  /** Times that a query has to be asked for before it is compiled: what is asked for once would only wait for it. Default 8. */
  readonly askedOften?: number;
  /** Queries that are kept compiled; those that were compiled first give way. Default 500. */
  readonly maxCompiled?: number;
}

/**
 * Carries out operations that are valid as graphql-js does; queries that are asked for again and again are compiled to
 * functions, which take less time over long lists. A resolver's list must not hold promises.
 */
export function compilingExecute(schema: GraphQLSchema, options: CompilingOptions = {}): Execute {
  const { askedOften = 8, maxCompiled = 500 } = options;
  const known = new WeakMap<OperationDefinitionNode, Known>();
  const kept = new Set<Known>();
  return async (args) => {
    const { document, contextValue, variableValues } = args;
    const result = (await compiledOf(args)?.query(undefined, contextValue, { ...variableValues })) ?? {};
    // Without data, variables do not fit, and nothing was carried out: graphql-js says why, as it always does.
    if (result.data === undefined) return execute(args);
    return result.errors ? { ...result, errors: result.errors.map((error) => asThrown(error, document)) } : result;
  };

  function compiledOf({ document, operationName }: ExecutionArgs): CompiledQuery | null {
    const operation = getOperationAST(document, operationName);
    if (!operation) return null;
    const query = known.get(operation) ?? { askedCount: 0, compiled: null };
    known.set(operation, query);
    query.askedCount++;
    if (query.askedCount === askedOften && isCompilable(schema, document)) {
      const made = compileQuery(schema, document, operationName ?? undefined);
      if (isCompiledQuery(made)) keep(query, made);
    }
    return query.compiled;
  }

  function keep(query: Known, compiled: CompiledQuery): void {
    query.compiled = compiled;
    kept.add(query);
    const [first] = kept;
    if (!first || kept.size <= maxCompiled) return;
    kept.delete(first);
    first.compiled = null;
    first.askedCount = 0;
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

/** How graphql-jit names a field that is asked for more than once at one place: `Video.(name,name)`. */
const NAMED_TWICE = /(?<=^Cannot return null for non-nullable field \w+\.)\((\w+)(?:,\1)*\)(?=\.$)/;

/** The error as graphql-js would give it: with extensions, be they empty, and with what it comes from, for the log. */
function asThrown(error: GraphQLError, { loc }: DocumentNode): GraphQLError {
  const { locations = [], path, originalError } = error;
  const message = error.message.replace(NAMED_TWICE, '$1');
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
