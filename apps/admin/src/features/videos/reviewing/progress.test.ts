import { expect, test } from '@jest/globals';
import { progressOf, reviewsOfSegments } from './progress.ts';
import type { Review } from './review.ts';

const review = (key: string, startMs: number, endMs: number): Review => ({
  key,
  startMs,
  endMs,
  verdict: 'draw',
  conceptId: key,
  person: null,
});
const segments = [0, 1, 2, 3].map((index) => ({
  startMs: index * 1000,
  endMs: (index + 1) * 1000,
  conceptIndex: index === 3 ? -1 : 0,
  probability: 0.5,
  runnersUp: [],
}));
const keysOf = (lane: readonly Review[]) => reviewsOfSegments(segments, lane).map((found) => found?.key ?? null);

test('reviewsOfSegments finds the review of most of a segment, where more than half of it is reviewed', () => {
  expect(keysOf([review('c', 2000, 2500), review('a', 0, 400), review('b', 400, 1400)])).toEqual([
    'b',
    null,
    null,
    null,
  ]);
  expect(keysOf([review('a', 0, 1501)])).toEqual(['a', 'a', null, null]);
});

test('reviewsOfSegments goes by what was said last where reviews overlap', () => {
  expect(keysOf([review('a', 0, 4000), review('b', 1100, 2900)])).toEqual(['a', 'b', 'b', 'a']);
});

test('progressOf counts segments', () => {
  expect(progressOf({ segments }, reviewsOfSegments(segments, [review('a', 0, 2000)]))).toEqual({
    reviewedCount: 2,
    segmentCount: 4,
    unknownCount: 1,
  });
});
