/** Kinds of failure that call for different remedies. */
const KINDS = {
  missing: ['NOT_FOUND', 'FILE_MISSING'],
  empty: ['EMPTY'],
  notAVideo: ['NOT_A_VIDEO', 'NO_VIDEO_STREAM', 'REFUSED'],
  unreadable: ['NOT_READABLE'],
  tooLarge: ['LIMIT'],
  noDecoder: ['NO_DECODER'],
  damaged: ['DAMAGED', 'NOTHING_DECODED', 'DECODER'],
  outside: ['NOT_A_FILE', 'OUTSIDE_LIBRARY'],
  prompt: ['PROMPT'],
  encoder: ['NOT_INSTALLED', 'INVALID', 'UNKNOWN', 'NOT_SUPPORTED'],
  tooFewReviews: ['TOO_FEW_REVIEWS'],
  folder: ['FOLDER'],
  bucketNotFound: ['BUCKET_NOT_FOUND'],
  bucketDenied: ['BUCKET_DENIED'],
  bucketUnreachable: ['BUCKET_UNREACHABLE'],
  bucketSettings: ['BUCKET_SETTINGS'],
  clockSkew: ['CLOCK_SKEW'],
  allFailed: ['ALL_FAILED'],
  network: ['DOWNLOAD'],
  checksum: ['CHECKSUM'],
  disk: ['NOT_WRITTEN', 'DISK_FULL'],
  changed: ['FILE_CHANGED'],
} as const satisfies Record<string, readonly string[]>;

export type FailureKind = keyof typeof KINDS | 'unexpected';

const BY_CODE = new Map<string, FailureKind>(
  Object.entries(KINDS).flatMap(([kind, codes]) => codes.map((code) => [code, kind as FailureKind] as const)),
);

/** @param code of a failure, as the API gives it */
export function failureKind(code: string): FailureKind {
  return BY_CODE.get(code) ?? 'unexpected';
}
