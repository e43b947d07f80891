/** How entries of the audit are chained; without a database, for whoever verifies a file. */
import { createHash } from 'node:crypto';

/** An entry as files have it: what {@link hashOfEntry} is of. */
export type AuditRecord = Readonly<Record<string, unknown>> & {
  readonly sequence: number;
  /** 64 zeros before the first. */
  readonly previousHash: string;
};

/** Before the first entry. */
export const FIRST_HASH = '0'.repeat(64);

/** sha256 (hex) of an entry as JSON in UTF-8: keys in the order of their characters' codes, no spaces, without `hash` itself. */
export function hashOfEntry({ hash: _, ...record }: AuditRecord): string {
  return createHash('sha256').update(canonical(record)).digest('hex');
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).join(',')}}`;
}
