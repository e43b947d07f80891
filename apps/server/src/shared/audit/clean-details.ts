import type { AuditDetails } from '@actionary/database';

/** Stands where something is never kept. */
export const LEFT_OUT = '[left out]';

/** What signs somebody in, or proves something. */
const SECRET = /pass(word|phrase)|secret|token|credential|authorization|cookie|api_?key|private_?key/i;
/** The bytes of files; and who works in a video: once an operator is forgotten, nothing may tell whose videos were one's. */
const NOT_KEPT: ReadonlySet<string> = new Set(['content', 'operator', 'operatorId', 'operatorIds']);
/** Addresses may have a secret in them, as those of many chats have. */
const ADDRESSES: ReadonlySet<string> = new Set(['url']);

interface Limits {
  readonly textLength: number;
  readonly itemCount: number;
  readonly depth: number;
}

/** Tried in turn until the whole is small enough. */
const LIMITS: readonly Limits[] = [
  { textLength: 200, itemCount: 20, depth: 6 },
  { textLength: 80, itemCount: 5, depth: 5 },
  { textLength: 40, itemCount: 2, depth: 3 },
  { textLength: 40, itemCount: 1, depth: 1 },
];
const MAX_BYTES = 4096;
/** Members that an object keeps, per item that a list keeps. */
const MEMBERS_PER_ITEM = 4;

/**
 * What was asked for, as it may be kept: without secrets, files and names of operators, long texts and lists shortened, 4 KiB
 * at most. What is left out is told by its name, whatever it is in.
 */
export function cleanDetails(given: Readonly<Record<string, unknown>>): AuditDetails {
  for (const limits of LIMITS) {
    const details = cleanObject(given, limits, 0);
    if (Buffer.byteLength(JSON.stringify(details)) <= MAX_BYTES) return details;
  }
  return {
    shortened: Object.keys(given)
      .slice(0, 20)
      .map((key) => shorten(key, 40)),
  };
}

function cleanObject(object: object, limits: Limits, depth: number): Record<string, unknown> {
  const members = Object.entries(object).filter(([, value]) => value !== undefined);
  const kept = members.slice(0, MEMBERS_PER_ITEM * limits.itemCount);
  const entries = kept.map(([key, value]) => [shorten(key, limits.textLength), cleanMember(key, value, limits, depth)]);
  const more = members.length > kept.length ? { '…': members.length - kept.length } : {};
  return { ...Object.fromEntries(entries), ...more };
}

function cleanMember(key: string, value: unknown, limits: Limits, depth: number): unknown {
  if (value === null || typeof value === 'boolean') return value;
  if (SECRET.test(key) || NOT_KEPT.has(key)) return LEFT_OUT;
  if (ADDRESSES.has(key)) return typeof value === 'string' ? originOf(value) : LEFT_OUT;
  return clean(value, limits, depth + 1);
}

function clean(value: unknown, limits: Limits, depth: number): unknown {
  if (typeof value === 'string') return shorten(value, limits.textLength);
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (value instanceof Date) return value.toISOString();
  if (value === null || typeof value !== 'object')
    return value === null || typeof value === 'boolean' ? value : LEFT_OUT;
  if (depth > limits.depth) return '…';
  if (!Array.isArray(value)) return cleanObject(value, limits, depth);
  const kept = value.slice(0, limits.itemCount).map((each: unknown) => clean(each, limits, depth + 1));
  return value.length > kept.length ? [...kept, `… +${value.length - kept.length}`] : kept;
}

function shorten(text: string, most: number): string {
  const plain = text.replaceAll('\0', '').toWellFormed();
  return plain.length > most ? `${plain.slice(0, most).toWellFormed()}…` : plain;
}

function originOf(address: string): string {
  const url = URL.parse(address.trim());
  if (!url || !/^https?:$/.test(url.protocol)) return LEFT_OUT;
  return url.pathname + url.search === '/' ? `${url.origin}/` : `${url.origin}/…`;
}
