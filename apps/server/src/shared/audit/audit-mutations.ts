import type { AuditResult } from '@actionary/database';
import { CursorError } from '@actionary/database';
import { defaultFieldResolver, getNamedType, GraphQLError, isObjectType } from 'graphql';
import type { GraphQLObjectType, GraphQLOutputType, GraphQLSchema } from 'graphql';
import type { Context } from '../../context.ts';
import { keyOf, parseGlobalId, toGlobalId } from '../graphql/global-id.ts';
import type { NodeType } from '../graphql/global-id.ts';
import type { AuditedEnd } from './audit-desk.ts';

type Arguments = Readonly<Record<string, unknown>>;

/** Ids that an entry keeps. */
const MAX_SUBJECTS = 50;
/** How deep ids are looked for in what was asked for, and in lists of what it gave. */
const MAX_DEPTH = 8;

/** Has every mutation, whichever there are, written down: who asked for it, with what, and what came of it. */
export function auditMutations(schema: GraphQLSchema): GraphQLSchema {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const { name: action, type, resolve = defaultFieldResolver } = field;
    field.resolve = (source, args: Arguments, context: Context, info) => {
      const subjectIds = idsIn(args);
      const work = async (): Promise<unknown> => resolve(source, args, context, info);
      const endOf = (payload: unknown) => endOfPayload(payload, type, subjectIds);
      return context.audit.during(context, { action, subjectIds, details: args }, work, { endOf, failureOf });
    };
  }
  return schema;
}

/** Global ids in what was asked for: each once, in their order. */
export function idsIn(args: Arguments): string[] {
  const found = new Set<string>();
  const look = (value: unknown, isId: boolean, depth: number): void => {
    if (typeof value === 'string') {
      if (isId && isKept(parseGlobalId(value)?.type)) found.add(value);
    } else if (Array.isArray(value)) {
      for (const each of value) look(each, isId, depth);
    } else if (value !== null && typeof value === 'object' && depth < MAX_DEPTH) {
      for (const [key, each] of Object.entries(value)) look(each, /^ids?$|Ids?$/.test(key), depth + 1);
    }
  };
  look(args, false, 0);
  return [...found].slice(0, MAX_SUBJECTS);
}

function endOfPayload(payload: unknown, type: GraphQLOutputType, asked: readonly string[]): AuditedEnd {
  const { userErrors = [] } = (payload ?? {}) as { userErrors?: readonly { readonly code: string }[] };
  const [problem] = userErrors;
  const subjectIds = [...new Set([...asked, ...idsOfPayload(payload, getNamedType(type))])].slice(0, MAX_SUBJECTS);
  if (problem) return { outcome: 'refused', code: problem.code, subjectIds };
  return { outcome: 'succeeded', code: null, subjectIds };
}

/** Global ids of the objects that a mutation gives. */
function idsOfPayload(payload: unknown, type: unknown): string[] {
  if (!isObjectType(type) || payload === null || typeof payload !== 'object') return [];
  const values = payload as Arguments;
  return Object.values(type.getFields()).flatMap(({ name, type: given }) => {
    const named = getNamedType(given);
    if (!isObjectType(named) || !isNode(named) || !isKept(named.name)) return [];
    return [values[name]].flat().flatMap((value) => idOf(named.name, value) ?? []);
  });
}

/** Operators can be forgotten: then nothing may tell which videos were of the same one. */
function isKept(type: string | undefined): boolean {
  return type !== undefined && type !== 'Operator';
}

function isNode(type: GraphQLObjectType): boolean {
  return type.getInterfaces().some(({ name }) => name === 'Node');
}

function idOf(type: string, value: unknown): string | null {
  const { id } = (value ?? {}) as { id?: unknown };
  if (typeof id !== 'string' && typeof id !== 'bigint') return null;
  const global = toGlobalId(type as NodeType, String(id));
  return keyOf(type as NodeType, global) === null ? null : global;
}

/** Messages may say what was typed: the code is enough. */
function failureOf(error: unknown): AuditResult {
  if (error instanceof CursorError) return { outcome: 'refused', code: 'BAD_USER_INPUT' };
  const code = error instanceof GraphQLError ? error.extensions['code'] : null;
  if (typeof code === 'string') return { outcome: 'refused', code };
  return { outcome: 'failed', code: 'INTERNAL_SERVER_ERROR' };
}
