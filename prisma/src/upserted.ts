/** What has become of something that was to be there. */
export interface Upserted<T> {
  readonly value: T;
  readonly outcome: 'created' | 'updated' | 'unchanged';
}

/** Whether a row says already what is wanted of it; fields that are `undefined` do not count. */
export function isAlready(row: object, wanted: object): boolean {
  const values = row as Readonly<Record<string, unknown>>;
  return Object.entries(wanted).every(([field, value]) => value === undefined || values[field] === value);
}
