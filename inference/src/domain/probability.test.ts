import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { decideRow, rankConcepts, softmaxRows } from './probability.ts';

const rounded = (values: Float32Array) => [...values].map((value) => Number(value.toFixed(4)));

describe('softmaxRows', () => {
  test('gives rows that sum to 1', () => {
    expect(rounded(softmaxRows(Float32Array.of(0, Math.log(3), 5, 5), 2))).toEqual([0.25, 0.75, 0.5, 0.5]);
  });

  test('is flatter at a higher temperature and stands large logits', () => {
    expect(rounded(softmaxRows(Float32Array.of(0, 2 * Math.log(3)), 2, 2))).toEqual([0.25, 0.75]);
    expect(rounded(softmaxRows(Float32Array.of(1000, -1000), 2))).toEqual([1, 0]);
    expect(rounded(softmaxRows(Float32Array.of(-1000, -1000), 2))).toEqual([0.5, 0.5]);
    expect(rounded(softmaxRows(Float32Array.of(100, 90), 2, 0.01))).toEqual([1, 0]);
    expect(() => softmaxRows(Float32Array.of(1), 1, 0)).toThrow('invalid temperature: 0');
  });

  test('does not change when all logits shift', () => {
    const logit = fc.integer({ min: -50, max: 50 });
    fc.assert(
      fc.property(
        fc.array(logit, { minLength: 3, maxLength: 3 }),
        fc.integer({ min: -500, max: 500 }),
        (logits, shift) => {
          const shifted = softmaxRows(
            Float32Array.from(logits, (x) => x + shift),
            3,
          );
          expect(rounded(shifted)).toEqual(rounded(softmaxRows(Float32Array.from(logits), 3)));
        },
      ),
    );
  });
});

test('rankConcepts orders by probability, then index', () => {
  expect(rankConcepts([0.1, 0.4, 0.1, 0.4], 3)).toEqual([
    { conceptIndex: 1, probability: 0.4 },
    { conceptIndex: 3, probability: 0.4 },
    { conceptIndex: 0, probability: 0.1 },
  ]);
});

describe('decideRow', () => {
  const best = { conceptIndex: 1, probability: 0.5 };

  test('takes the best concept', () => {
    expect(decideRow([0.2, 0.5, 0.3])).toEqual({ conceptIndex: 1, best });
    expect(decideRow([0.2, 0.5, 0.3], { minProbability: 0.5, minMargin: 0.2 })).toEqual({ conceptIndex: 1, best });
  });

  test('is unknown below the threshold or the margin', () => {
    expect(decideRow([0.2, 0.5, 0.3], { minProbability: 0.51 })).toEqual({ conceptIndex: null, best });
    expect(decideRow([0.2, 0.5, 0.3], { minMargin: 0.21 })).toEqual({ conceptIndex: null, best });
    expect(decideRow([0.3, 0.5, 0.2], { minMargin: 0.21 })).toEqual({ conceptIndex: null, best });
  });

  test('prefers the threshold of the concept', () => {
    const rule = { minProbability: 0.9, thresholds: [0.9, 0.4, 0.9] };
    expect(decideRow([0.2, 0.5, 0.3], rule).conceptIndex).toBe(1);
    expect(decideRow([0.5, 0.2, 0.3], rule).conceptIndex).toBeNull();
  });

  test('the margin of a single concept is its probability', () => {
    expect(decideRow([1], { minMargin: 1 }).conceptIndex).toBe(0);
    expect(() => decideRow([])).toThrow('there is no concept');
  });
});
