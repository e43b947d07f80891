import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { adjustHolm, compareAnswers, mcNemar } from './compare-answers.ts';

test('compareAnswers counts rows that only one has right', () => {
  const comparison = compareAnswers([true, true, false, false], [true, false, true, true], ['a', 'b', 'c', 'd']);
  expect(comparison).toMatchObject({
    oneAccuracy: 0.5,
    otherAccuracy: 0.75,
    difference: { mean: 0.25, videoCount: 4 },
    oneOnlyCount: 1,
    otherOnlyCount: 2,
    pValue: 1,
  });
});

describe('mcNemar', () => {
  test('is the exact two-sided binomial test', () => {
    expect(mcNemar(1, 9)).toBeCloseTo((2 * 11) / 1024, 12);
    expect(mcNemar(0, 6)).toBeCloseTo(2 / 64, 12);
    expect(mcNemar(0, 0)).toBe(1);
    expect(mcNemar(7, 7)).toBe(1);
    // The sum in whole numbers, divided by 2²²⁰⁰
    expect(mcNemar(1000, 1200)).toBeCloseTo(2.1817026407914712e-5, 15);
  });

  test('does not mind which is which, and falls as they part', () => {
    fc.assert(
      fc.property(fc.nat({ max: 60 }), fc.nat({ max: 60 }), (one, other) => {
        expect(mcNemar(one, other)).toBe(mcNemar(other, one));
        const more = Math.max(one, other);
        expect(mcNemar(more + 1, Math.min(one, other))).toBeLessThanOrEqual(mcNemar(one, other) + 1e-12);
      }),
    );
  });
});

describe('adjustHolm', () => {
  const rounded = (values: number[]) => values.map((value) => Number(value.toFixed(6)));

  test('multiplies by how many are left, and keeps their order', () => {
    expect(rounded(adjustHolm([0.01, 0.04, 0.03]))).toEqual([0.03, 0.06, 0.06]);
    expect(rounded(adjustHolm([0.5, 0.6]))).toEqual([1, 1]);
    expect(adjustHolm([])).toEqual([]);
  });

  test('is between the value itself and Bonferroni', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true })), (pValues) => {
        for (const [index, adjusted] of adjustHolm(pValues).entries()) {
          expect(adjusted).toBeGreaterThanOrEqual(pValues[index]);
          expect(adjusted).toBeLessThanOrEqual(Math.min(1, pValues.length * pValues[index]));
        }
      }),
    );
  });
});
