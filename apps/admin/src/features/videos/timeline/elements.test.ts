import { expect, test } from '@jest/globals';
import { elementsOf, loopJump, rangeAt, rangesOf } from './elements.ts';

const segments = [
  [0, 1000, 1],
  [1000, 1500, -1],
  [1500, 4500, 1],
  [4500, 5000, 0],
].map(([startMs, endMs, conceptIndex]) => ({
  startMs: startMs!,
  endMs: endMs!,
  conceptIndex: conceptIndex!,
  probability: 1,
  runnersUp: [],
}));

test('elementsOf counts each concept in the order of the vocabulary, unknown last', () => {
  expect(elementsOf({ segments })).toEqual([
    { conceptIndex: 0, count: 1, totalMs: 500, minMs: 500, maxMs: 500 },
    { conceptIndex: 1, count: 2, totalMs: 4000, minMs: 1000, maxMs: 3000 },
    { conceptIndex: -1, count: 1, totalMs: 500, minMs: 500, maxMs: 500 },
  ]);
});

test('loopJump goes from the end of a range to the start of the next, and from the last to the first', () => {
  const ranges = rangesOf({ segments }, 1);
  expect(ranges).toEqual([
    { startMs: 0, endMs: 1000 },
    { startMs: 1500, endMs: 4500 },
  ]);
  expect([0, 999, 1000, 1500, 4499, 4500].map((ms) => loopJump(ranges, ms))).toEqual([null, null, 1500, null, null, 0]);
  expect([999, 1000, 1500].map((ms) => rangeAt(ranges, ms))).toEqual([ranges[0], null, ranges[1]]);
});
