import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { similarityOrder } from './similarity-order.ts';

describe('similarityOrder', () => {
  test('begins with the most similar pair and goes on with what is most like the last', () => {
    const similarities = [
      [1, 0.1, 0.2, 0.8],
      [0.1, 1, 0.9, 0.3],
      [0.2, 0.9, 1, 0.4],
      [0.8, 0.3, 0.4, 1],
    ];
    expect(similarityOrder(Float32Array.from(similarities.flat()), 4)).toEqual([1, 2, 3, 0]);
  });

  test('of nothing is nothing; refuses what is no square', () => {
    expect(similarityOrder(new Float32Array(0), 0)).toEqual([]);
    expect(similarityOrder(Float32Array.of(1), 1)).toEqual([0]);
    expect(() => similarityOrder(new Float32Array(5), 2)).toThrow('5 numbers are no square of 2');
  });

  test('has each of them once', () => {
    const squares = fc
      .integer({ min: 1, max: 9 })
      .chain((count) =>
        fc.tuple(fc.constant(count), fc.float32Array({ minLength: count ** 2, maxLength: count ** 2, noNaN: true })),
      );
    fc.assert(
      fc.property(squares, ([count, values]) => {
        expect(similarityOrder(values, count).toSorted((a, b) => a - b)).toEqual([...Array(count).keys()]);
      }),
    );
  });
});
