import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { auroc, falsePositiveRate, passingThreshold } from './detection.ts';

describe('auroc', () => {
  test('is the share of pairs in the right order, ties half', () => {
    expect(auroc([0.1, 0.4, 0.35, 0.8], [false, false, true, true])).toBe(0.75);
    expect(auroc([1, 1, 2], [true, false, false])).toBe(0.25);
    expect(() => auroc([1], [true])).toThrow('not defined without rows of both');
    expect(() => auroc([NaN, 1], [true, false])).toThrow('score 0 is not a number');
  });

  test('agrees with counting pairs, and mirrors', () => {
    const rows = fc.array(fc.tuple(fc.integer({ min: 0, max: 8 }), fc.boolean()), { minLength: 2 });
    fc.assert(
      fc.property(rows, (drawn) => {
        const [scores, isPositive] = [drawn.map(([score]) => score), drawn.map(([, positive]) => positive)];
        fc.pre(isPositive.includes(true) && isPositive.includes(false));
        const pairs = drawn
          .filter(([, positive]) => positive)
          .flatMap(([one]) => drawn.filter(([, positive]) => !positive).map(([other]) => one - other));
        const wins = pairs.reduce((sum, lead) => sum + (Math.sign(lead) + 1) / 2, 0);
        expect(auroc(scores, isPositive)).toBeCloseTo(wins / pairs.length, 10);
        const mirrored = auroc(
          scores.map((score) => -score),
          isPositive,
        );
        expect(mirrored).toBeCloseTo(1 - wins / pairs.length, 10);
      }),
    );
  });
});

test('falsePositiveRate counts negatives at or above the threshold of the positives', () => {
  // 19 of 20 positives are 1 or more.
  const positives = Array.from({ length: 20 }, (_, index) => index);
  const scores = [...positives, 0, 0.5, 1, 7];
  const isPositive = scores.map((_, index) => index < 20);
  expect(falsePositiveRate(scores, isPositive)).toBe(0.5);
  expect(falsePositiveRate(scores, isPositive, 1)).toBe(1);
});

test('passingThreshold lets the share pass', () => {
  expect(passingThreshold([1, 2, 3, 4], 0.5)).toBe(3);
  expect(passingThreshold([1, 2, 3, 4], 0.51)).toBe(2);
  // 0.7 · 10 is 7, and 0.1 · 30 is 3.0000000000000004 in binary.
  expect(passingThreshold([...Array(30).keys()], 0.1)).toBe(27);
  expect(() => passingThreshold([], 0.5)).toThrow('no scores');
  expect(() => passingThreshold([1], 0)).toThrow('invalid share: 0');
});
