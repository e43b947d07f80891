import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { isOutlier, quantile, summarizeSample } from './sample-summary.ts';

describe('summarizeSample', () => {
  test('says what a spreadsheet says', () => {
    expect(summarizeSample([4, 1, 3, 2, 30])).toEqual({
      count: 5,
      total: 40,
      mean: 8,
      standardDeviation: expect.closeTo(12.3491, 4),
      variation: expect.closeTo(1.5436, 4),
      min: 1,
      lowerQuartile: 2,
      median: 3,
      upperQuartile: 4,
      max: 30,
      lowerFence: -1,
      upperFence: 7,
    });
  });

  test('knows no spread of a single value', () => {
    expect(summarizeSample([5])).toMatchObject({ standardDeviation: null, variation: null, median: 5, lowerFence: 5 });
  });

  test('refuses an empty sample', () => {
    expect(() => summarizeSample([])).toThrow('there is nothing to sum up');
  });

  test('lies between the least and the greatest, in order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1e6 }), { minLength: 1 }), (values) => {
        const { min, lowerQuartile, median, upperQuartile, max, mean } = summarizeSample(values);
        const inOrder = [min, lowerQuartile, median, upperQuartile, max];
        expect(inOrder).toEqual(inOrder.toSorted((one, other) => one - other));
        expect(mean).toBeGreaterThanOrEqual(min);
        expect(mean).toBeLessThanOrEqual(max);
      }),
    );
  });
});

test('isOutlier finds what lies far from the middle half', () => {
  const values = [10, 11, 12, 11, 10, 12, 11, 40];
  expect(values.filter((value) => isOutlier(value, summarizeSample(values)))).toEqual([40]);
});

test('quantile lies between two values in proportion', () => {
  expect(quantile([0, 10, 20, 30], 0.5)).toBe(15);
  expect(quantile([0, 10, 20, 30], 0.1)).toBeCloseTo(3);
  expect(quantile([7], 0.9)).toBe(7);
});
