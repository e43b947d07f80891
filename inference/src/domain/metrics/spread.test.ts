import { expect, test } from '@jest/globals';
import { spreadOf } from './spread.ts';

test('spreadOf tells the mean and how far single values lie from it', () => {
  expect(spreadOf([1, 3])).toEqual({ mean: 2, sd: Math.SQRT2 });
});

test('spreadOf knows no deviation of one value, and nothing of none', () => {
  expect(spreadOf([5])).toEqual({ mean: 5, sd: null });
  expect(() => spreadOf([])).toThrow(RangeError);
});
