import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { SimilarPairs } from './similar-pairs.ts';

/** A symmetric square with ones on its diagonal. */
function square(count: number, upper: readonly number[]): Float32Array {
  const values = new Float32Array(count * count).fill(1);
  let next = 0;
  for (let row = 0; row < count; row++)
    for (let column = row + 1; column < count; column++) {
      values[row * count + column] = upper[next];
      values[column * count + row] = upper[next++];
    }
  return values;
}

describe('SimilarPairs', () => {
  test('keeps the most similar pairs, counts all that are similar enough, and knows the nearest of each', () => {
    const pairs = new SimilarPairs(3, { minSimilarity: 0.25, limit: 1 });
    const values = square(3, [0.5, 0.125, 0.75]);
    pairs.addRows(0, values.subarray(0, 6));
    pairs.addRows(2, values.subarray(6));
    expect(pairs.top()).toEqual([{ oneIndex: 1, otherIndex: 2, similarity: 0.75 }]);
    expect(pairs.totalCount).toBe(2);
    expect([...pairs.nearest]).toEqual([0.5, 0.75, 0.75]);
  });

  test('of one row are none', () => {
    const pairs = new SimilarPairs(1, { minSimilarity: -1, limit: 5 });
    pairs.addRows(0, Float32Array.of(1));
    expect(pairs.top()).toEqual([]);
    expect([...pairs.nearest]).toEqual([-Infinity]);
  });

  test('are those that sorting all pairs would give', () => {
    const upper = fc.array(fc.float({ min: -1, max: 1, noNaN: true }), { minLength: 66, maxLength: 66 });
    fc.assert(
      fc.property(
        upper,
        fc.integer({ min: 1, max: 9 }),
        fc.float({ min: -1, max: 1, noNaN: true }),
        (list, limit, min) => {
          const pairs = new SimilarPairs(12, { minSimilarity: min, limit });
          pairs.addRows(0, square(12, list));
          const enough = list.map(Math.fround).filter((similarity) => similarity >= min);
          const best = enough.toSorted((one, other) => other - one).slice(0, limit);
          expect(pairs.top().map(({ similarity }) => similarity)).toEqual(best);
          expect(pairs.totalCount).toBe(enough.length);
        },
      ),
    );
  });
});
