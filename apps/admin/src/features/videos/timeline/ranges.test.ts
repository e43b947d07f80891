import { expect, test } from '@jest/globals';
import { loopJump, rangeAt } from './ranges.ts';

const ranges = [
  { startMs: 0, endMs: 1000 },
  { startMs: 1500, endMs: 4500 },
];

test('loopJump goes from the end of a range to the start of the next, and from the last to the first', () => {
  expect([0, 999, 1000, 1500, 4499, 4500].map((ms) => loopJump(ranges, ms))).toEqual([null, null, 1500, null, null, 0]);
});

test('rangeAt finds the range that a time is in', () => {
  expect([999, 1000, 1500].map((ms) => rangeAt(ranges, ms))).toEqual([ranges[0], null, ranges[1]]);
});
