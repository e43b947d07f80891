import type { Outcome, Upserted } from '@actionary/database';
import type { Reason } from '@actionary/inference/domain';
import { GraphQLError } from 'graphql';
import type { UserError, UserErrorCode, UserErrorReason } from '../../../generated/resolvers-types.ts';
import { keyOf } from './global-id.ts';
import type { NodeType } from './global-id.ts';

/** What a mutation gives: a value, or why there is none. */
export type Result<T> =
  { readonly value: T; readonly userErrors: [] } | { readonly value: null; readonly userErrors: UserError[] };

const MAX_MESSAGE = 500;

class Refusal extends Error {
  readonly userError: UserError;

  constructor(error: UserError) {
    super(error.message);
    this.userError = error;
  }
}

/** What a refusal is about, for who tells it in words of their own; none: only the message tells. */
type Told = Reason<UserErrorReason> | UserErrorReason | null;

/** Ends the {@link settle} around, and its transaction, with an expected failure. @param field path with dots */
export function refuse(code: UserErrorCode, field: string | null, message: string, told: Told = null): never {
  throw new Refusal(userError(code, field, message, told));
}

export function userError(code: UserErrorCode, field: string | null, message: string, told: Told = null): UserError {
  return {
    __typename: 'UserError',
    code,
    field: field === null ? null : field.split('.'),
    message: shortened(message),
    ...toReason(told),
  };
}

function toReason(told: Told): Pick<UserError, 'reason' | 'parameters'> {
  if (!told) return { reason: null, parameters: [] };
  const named: Reason<UserErrorReason> = typeof told === 'string' ? { reason: told } : told;
  const { reason, ...parameters } = named;
  return {
    reason,
    parameters: Object.entries(parameters).map(([name, value]) => ({ name, value: shortened(String(value)) })),
  };
}

/** What people have typed may be part of a text, whatever its length. */
function shortened(text: string): string {
  return text.length > MAX_MESSAGE ? `${text.slice(0, MAX_MESSAGE)}…` : text;
}

/** Runs a change; what it refuses, and the store's problems, become user errors; everything else is thrown. */
export async function settle<T>(change: () => Promise<Outcome<T>>): Promise<Result<T>> {
  try {
    return fromOutcome(await change());
  } catch (error) {
    if (error instanceof Refusal) return { value: null, userErrors: [error.userError] };
    throw error;
  }
}

/** The value of a store's outcome; its problem ends the {@link settle} around. */
export function unwrap<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  const { code, field, message, reason } = outcome.problem;
  return refuse(code, field, message, reason);
}

/** A value as {@link settle} takes it. */
export function done<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

function fromOutcome<T>(outcome: Outcome<T>): Result<T> {
  if (outcome.ok) return { value: outcome.value, userErrors: [] };
  const { code, field, message, reason } = outcome.problem;
  return { value: null, userErrors: [userError(code, field, message, reason)] };
}

/** A mutation's payload with the value under its own name. */
export function toPayload<K extends string, T>(name: K, { value, userErrors }: Result<T>) {
  return { [name]: value, userErrors } as Record<K, T | null> & { userErrors: UserError[] };
}

/** The key in an input's id; refuses with NOT_FOUND what is not an id of that type. */
export function inputKey(type: NodeType, id: string, field: string): string {
  return keyOf(type, id) ?? refuse('NOT_FOUND', field, `there is no ${type} with this id`);
}

/** The key in an argument's id. @throws {GraphQLError} BAD_USER_INPUT */
export function argumentKey(type: NodeType, id: string, argument: string): string {
  const key = keyOf(type, id);
  if (key === null) throw badUserInput(`${argument}: not the id of a ${type}`);
  return key;
}

/** A time that the database can compare with. @throws {GraphQLError} BAD_USER_INPUT */
export function argumentTime(time: Date | null | undefined, argument: string): Date | null {
  if (time && time.getTime() < 0) throw badUserInput(`${argument}: must be 1970 or later`);
  return time ?? null;
}

export function badUserInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}

/** A name as people type it, trimmed; refuses an empty or endless one. */
export function cleanName(name: string, field: string): string {
  const trimmed = name.normalize('NFC').trim();
  if (trimmed === '' || trimmed.length > 200)
    refuse(
      'INVALID',
      field,
      `${field} must have 1 … 200 characters`,
      trimmed ? { reason: 'tooLong', most: 200 } : 'required',
    );
  return trimmed;
}

const MAX_LINE = 200;

interface Line {
  readonly line: string | null;
  readonly problem?: string;
  readonly reason?: Told;
}

/** A text of one line, trimmed; empty is none. @returns what is wrong with it as `problem` */
function lineOf(text: string): Line {
  const line = text.normalize('NFC').trim() || null;
  if (line && line.length > MAX_LINE)
    return { line: null, problem: `at most ${MAX_LINE} characters`, reason: { reason: 'tooLong', most: MAX_LINE } };
  return line && /\p{Cc}/u.test(line)
    ? { line: null, problem: 'leave out control characters', reason: 'controlCharacters' }
    : { line };
}

/** A name that MES gives, of one line; empty is none. Refuses (INVALID) one that is endless, or has control characters. */
export function cleanLine(text: string | null | undefined, field: string): string | null {
  const { line, problem, reason } = lineOf(text ?? '');
  return problem ? refuse('INVALID', field, `${field}: ${problem}`, reason) : line;
}

/** A name that has to be there. */
export function requiredLine(text: string, field: string): string {
  return cleanLine(text, field) ?? refuse('INVALID', field, `${field} is needed`, 'required');
}

/** A name to look for. @throws {GraphQLError} BAD_USER_INPUT */
export function argumentLine(text: string, argument: string): string {
  const { line, problem } = lineOf(text);
  if (line === null) throw badUserInput(`${argument}: ${problem ?? 'is empty; leave it out'}`);
  return line;
}

/** An external id as people type it: trimmed; empty is none. */
export function optionalId(externalId: string | null | undefined): string | null {
  return externalId?.trim() || null;
}

/** A mutation's payload with the value under its own name, and what has become of it. */
export function toUpsertPayload<K extends string, T>(name: K, { value, userErrors }: Result<Upserted<T>>) {
  return {
    ...toPayload(name, { value: value?.value ?? null, userErrors } as Result<T>),
    outcome: value?.outcome ?? null,
  };
}

/** The payload of a deletion. @param id global, of what was to be deleted */
export function toDeletePayload(id: string, { value, userErrors }: Result<unknown>) {
  return { deletedId: value === null ? null : id, userErrors };
}
