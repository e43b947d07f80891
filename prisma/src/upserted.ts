/** What has become of something that was to be there. */
export interface Upserted<T> {
  readonly value: T;
  readonly outcome: 'created' | 'updated' | 'unchanged';
}

/** Dates by what they stand for. */
function isSame(one: unknown, other: unknown): boolean {
  return one instanceof Date && other instanceof Date ? one.getTime() === other.getTime() : one === other;
}

/** Whether a row says already what is wanted of it; fields that are `undefined` do not count. */
export function isAlready(row: object, wanted: object): boolean {
  const values = row as Readonly<Record<string, unknown>>;
  return Object.entries(wanted).every(([field, value]) => value === undefined || isSame(values[field] ?? null, value));
}
