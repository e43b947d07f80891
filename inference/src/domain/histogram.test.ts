import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { histogram } from './histogram.ts';

describe('histogram', () => {
  test('counts values in bins of equal width; the largest is in the last', () => {
    const bins = histogram([Float32Array.of(0, 0.5, 1), Float32Array.of(1.5, 2)], 4);
    expect(bins).toEqual([
      { from: 0, to: 0.5, count: 1 },
      { from: 0.5, to: 1, count: 1 },
      { from: 1, to: 1.5, count: 1 },
      { from: 1.5, to: 2, count: 2 },
    ]);
  });

  test('has one bin for equal values and none for no value', () => {
    expect(histogram([Float32Array.of(0.25, 0.25)], 8)).toEqual([{ from: 0.25, to: 0.25, count: 2 }]);
    expect(histogram([new Float32Array(0)], 8)).toEqual([]);
  });

  test('loses no value, and its bins follow each other', () => {
    const values = fc.float32Array({ noNaN: true, noDefaultInfinity: true, min: -1, max: 1, minLength: 1 });
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 40 }), (list, binCount) => {
        const bins = histogram([list], binCount);
        expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(list.length);
        for (const [index, { from }] of bins.slice(1).entries()) expect(from).toBe(bins[index].to);
      }),
    );
  });

  test('refuses to have no bin', () => {
    expect(() => histogram([], 0)).toThrow('invalid number of bins: 0');
  });
});
