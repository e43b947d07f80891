const SCHEME = 's3://';

/** Where objects lie: those of a bucket whose keys begin with a prefix. */
export interface BucketAddress {
  readonly bucket: string;
  /** Ends with `/`, or is empty: all of the bucket. */
  readonly prefix: string;
}

/** Whether a library's place is that of objects, not a folder. */
export function isBucketAddress(place: string): boolean {
  return place.startsWith(SCHEME);
}

/** What buckets may be called; a name is part of requests' paths. */
const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
/** Steps that are no names: addresses on the web leave them out. */
const NO_NAMES: ReadonlySet<string> = new Set(['', '.', '..']);

/** `null` where it is no address such as `s3://bucket` or `s3://bucket/line-2/station 4`; a `/` at the end says nothing. */
export function parseBucketAddress(address: string): BucketAddress | null {
  if (!isBucketAddress(address)) return null;
  const [bucket, ...names] = address.slice(SCHEME.length).replace(/\/$/, '').split('/');
  if (!BUCKET.test(bucket) || names.some((name) => NO_NAMES.has(name))) return null;
  return { bucket, prefix: names.map((name) => `${name}/`).join('') };
}

/** The one way to write an address. */
export function formatBucketAddress({ bucket, prefix }: BucketAddress): string {
  return SCHEME + (bucket + '/' + prefix).slice(0, -1);
}

/** Whether all that is at an address is also at another one. */
export function isWithin(address: BucketAddress, around: BucketAddress): boolean {
  return address.bucket === around.bucket && address.prefix.startsWith(around.prefix);
}
