import { expect, test } from '@jest/globals';
import { failureKind } from './failure-kind.ts';

test.each([
  ['NOT_A_VIDEO', 'notAVideo'],
  ['NO_VIDEO_STREAM', 'notAVideo'],
  ['LIMIT', 'tooLarge'],
  ['NOTHING_DECODED', 'damaged'],
  ['PROMPT', 'prompt'],
  ['FILE_CHANGED', 'changed'],
  ['DISK_FULL', 'disk'],
  ['BUCKET_DENIED', 'bucketDenied'],
  ['RECOGNIZE_FAILED', 'unexpected'],
  ['toString', 'unexpected'],
] as const)('failureKind of %s is %s', (code, kind) => {
  expect(failureKind(code)).toBe(kind);
});
