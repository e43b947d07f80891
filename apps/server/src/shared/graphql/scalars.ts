import { normalizeLanguageTag } from '@actionary/inference/domain';
import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

const LANGUAGE_TAG = /^[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8}){0,4}$/;
const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/;

export const DateTime = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  serialize: (value) => isoOf(value as Date),
  parseValue: parseDateTime,
  parseLiteral: (node) => parseDateTime(node.kind === Kind.STRING ? node.value : null),
});

export const LanguageTag = new GraphQLScalarType<string, string>({
  name: 'LanguageTag',
  serialize: String,
  parseValue: parseLanguageTag,
  parseLiteral: (node) => parseLanguageTag(node.kind === Kind.STRING ? node.value : null),
});

/** For what is told only: nothing takes one. */
export const JSONObject = new GraphQLScalarType<never, object>({
  name: 'JSONObject',
  serialize: (value) => value as object,
});

let [lastMs, lastIso] = [0, new Date(0).toISOString()];

/** Where one thing follows another, the end of one is the beginning of the next. */
function isoOf(date: Date): string {
  const ms = date.getTime();
  if (ms !== lastMs) [lastMs, lastIso] = [ms, date.toISOString()];
  return lastIso;
}

function parseDateTime(value: unknown): Date {
  const date = typeof value === 'string' && DATE_TIME.test(value) ? new Date(value) : null;
  if (!date || Number.isNaN(date.getTime())) throw invalid('a point in time is written 2026-11-20T08:14:00Z');
  return date;
}

function parseLanguageTag(value: unknown): string {
  if (typeof value !== 'string' || !LANGUAGE_TAG.test(value)) throw invalid('a language tag is written ja or en-GB');
  return normalizeLanguageTag(value);
}

function invalid(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}
