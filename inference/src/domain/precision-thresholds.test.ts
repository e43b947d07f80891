import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { findingsForPrecision, findingsToPrecision, precisionThresholds } from './precision-thresholds.ts';

/** Rows that find the first of two concepts with these probabilities. */
const rowsOf = (probabilities: readonly number[]) => Float32Array.from(probabilities.flatMap((p) => [p, 1 - p]));

describe('precisionThresholds', () => {
  test('takes the lowest threshold above which the precision is shown', () => {
    // 12 right above 0.8, then as many wrong ones.
    const probabilities = Array.from({ length: 24 }, (_, index) => 0.98 - index * 0.015625);
    const truth = probabilities.map((_, index) => (index < 12 ? 0 : null));
    const [first, second] = precisionThresholds(rowsOf(probabilities), 2, truth, 0.8);
    expect(first.threshold).toBeCloseTo(probabilities[11], 6);
    expect(first).toMatchObject({ foundCount: 12, rightCount: 12 });
    // Wilson's bound of 12 of 12: 12 / (12 + 1.645²)
    expect(first.precisionLow).toBeCloseTo(12 / (12 + 1.6448536 ** 2), 6);
    expect(second).toEqual({ threshold: null, foundCount: 0, rightCount: 0, precisionLow: 0 });
  });

  test('has none where reviews are too few, or findings too often wrong', () => {
    const ten = Array.from({ length: 10 }, () => 0.9);
    const [few] = precisionThresholds(
      rowsOf(ten),
      2,
      ten.map(() => 0),
    );
    expect(few).toMatchObject({ threshold: null, foundCount: 10, rightCount: 10 });
    const forty = Array.from({ length: 40 }, (_, index) => 0.9 - index / 100);
    const [wrong] = precisionThresholds(
      rowsOf(forty),
      2,
      forty.map((_, index) => index % 2),
    );
    expect(wrong.threshold).toBeNull();
  });

  test('does not part findings of the same probability', () => {
    const same = Array.from({ length: 22 }, () => 0.75);
    const truth = same.map((_, index) => (index < 11 ? 0 : 1));
    expect(precisionThresholds(rowsOf(same), 2, truth)[0].threshold).toBeNull();
  });

  test('asks for more where more is wanted', () => {
    const rows = fc.array(fc.tuple(fc.double({ min: 0.5, max: 1, noNaN: true }), fc.boolean()), { maxLength: 60 });
    fc.assert(
      fc.property(rows, (found) => {
        const probabilities = rowsOf(found.map(([probability]) => probability));
        const truth = found.map(([, isRight]) => (isRight ? 0 : null));
        const [some] = precisionThresholds(probabilities, 2, truth, 0.6);
        const [more] = precisionThresholds(probabilities, 2, truth, 0.8);
        if (more.threshold === null) return;
        expect(more.precisionLow).toBeGreaterThanOrEqual(0.8);
        expect(some.threshold!).toBeLessThanOrEqual(more.threshold);
      }),
    );
  });
});

test('findingsForPrecision', () => {
  expect([0.8, 0.9, 0.95].map(findingsForPrecision)).toEqual([11, 25, 52]);
});

test('findingsToPrecision makes up for what was wrong', () => {
  expect(findingsToPrecision({ foundCount: 4, rightCount: 4 }, 0.8)).toBe(7);
  expect(findingsToPrecision({ foundCount: 5, rightCount: 4 }, 0.8)).toBeGreaterThan(7);
  expect(findingsToPrecision({ foundCount: 40, rightCount: 40 }, 0.8)).toBe(0);
});
