import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { commonConfusions, conceptAccuracies, confusion } from './confusion.ts';

const matrix = confusion([0, 0, 0, 1, null, null], [0, 1, null, 1, 1, 1], 3);

test('confusion counts true concepts by found ones, unknown last', () => {
  // prettier-ignore
  expect(matrix.counts).toEqual([
    1, 1, 0, 1,
    0, 1, 0, 0,
    0, 0, 0, 0,
    0, 2, 0, 0,
  ]);
  expect(() => confusion([3], [0], 3)).toThrow('no such concept: 3');
  expect(() => confusion([0], [], 3)).toThrow('0 found concepts for 1 rows');
});

test('conceptAccuracies', () => {
  expect(conceptAccuracies(matrix)).toEqual([
    { shownCount: 3, foundCount: 1, rightCount: 1, precision: 1, recall: 1 / 3 },
    { shownCount: 1, foundCount: 4, rightCount: 1, precision: 0.25, recall: 1 },
    { shownCount: 0, foundCount: 0, rightCount: 0, precision: null, recall: null },
  ]);
});

test('commonConfusions begins with the most frequent', () => {
  expect(commonConfusions(matrix, 2)).toEqual([
    { truth: null, found: 1, count: 2 },
    { truth: 0, found: 1, count: 1 },
  ]);
});

test('confusion loses no row', () => {
  const concept = fc.option(fc.nat({ max: 3 }));
  fc.assert(
    fc.property(fc.array(fc.tuple(concept, concept)), (rows) => {
      const counted = confusion(
        rows.map(([truth]) => truth),
        rows.map(([, found]) => found),
        4,
      );
      expect(counted.counts.reduce((sum, count) => sum + count, 0)).toBe(rows.length);
      const shown = conceptAccuracies(counted).reduce((sum, { shownCount }) => sum + shownCount, 0);
      expect(shown).toBe(rows.filter(([truth]) => truth !== null).length);
    }),
  );
});
