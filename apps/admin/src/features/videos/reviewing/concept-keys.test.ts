import { expect, test } from '@jest/globals';
import { conceptKeys } from './concept-keys.ts';

test('conceptKeys begins with digits, and leaves out letters that do something else', () => {
  const keys = [...conceptKeys(Array.from({ length: 100 }, (_, index) => 2 * index)).entries()];
  expect(keys.slice(0, 2)).toEqual([
    [0, '1'],
    [2, '2'],
  ]);
  expect(keys.map(([, key]) => key).join('')).toBe('123456789abcdegpquvwyz');
});
