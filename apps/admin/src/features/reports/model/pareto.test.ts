import { expect, test } from '@jest/globals';
import { paretoOf, vitalCount } from './pareto.ts';

test('paretoOf puts the largest first, and adds up', () => {
  expect(paretoOf([1, 6, 1, 2], (size) => size)).toEqual([
    { item: 6, share: 0.6, cumulative: 0.6 },
    { item: 2, share: 0.2, cumulative: 0.8 },
    { item: 1, share: 0.1, cumulative: 0.9 },
    { item: 1, share: 0.1, cumulative: 1 },
  ]);
});

test('vitalCount is how many make four fifths', () => {
  expect(vitalCount(paretoOf([1, 6, 1, 2], (size) => size))).toBe(2);
  expect(vitalCount([])).toBe(0);
});
