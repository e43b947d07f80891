import { expect, test } from '@jest/globals';
import { orderAfter, sortRows } from './sort-rows.ts';

test('sortRows puts what is not there last in either direction', () => {
  const rows = [3, null, 10, 1];
  const sorted = (isDescending: boolean) => sortRows(rows, (value) => value, { isDescending }, 'ja');
  expect(sorted(false)).toEqual([1, 3, 10, null]);
  expect(sorted(true)).toEqual([10, 3, 1, null]);
});

test('sortRows takes numbers in texts for numbers', () => {
  expect(sortRows(['W10', 'W2'], (value) => value, { isDescending: false }, 'en')).toEqual(['W2', 'W10']);
});

test('orderAfter begins with the largest figure or the first text, then turns round', () => {
  const first = orderAfter(null, 2, true);
  expect(first).toEqual({ columnIndex: 2, isDescending: true });
  expect(orderAfter(first, 2, true).isDescending).toBe(false);
  expect(orderAfter(first, 0, false)).toEqual({ columnIndex: 0, isDescending: false });
});
