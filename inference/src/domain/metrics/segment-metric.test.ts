import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { editScore } from './edit-score.ts';
import { overlapCounts, overlapF1 } from './overlap-f1.ts';

const letters = (text: string) => [...text];
const someLabels = fc.array(fc.constantFrom('a', 'b', '-'), { minLength: 1, maxLength: 20 });

describe('editScore', () => {
  test('compares the order of the segments, not their length', () => {
    expect(editScore(letters('aab'), letters('abb'))).toBe(100);
    expect(editScore(letters('aba'), letters('aaa'))).toBeCloseTo(100 / 3, 10);
    expect(editScore(letters('abcd'), letters('abdd'))).toBe(75);
  });

  test('leaves background out where asked to', () => {
    expect(editScore(letters('a-b'), letters('abb'))).toBeCloseTo(200 / 3, 10);
    expect(editScore(letters('a-b'), letters('abb'), ['-'])).toBe(100);
    expect(editScore(letters('--'), letters('-'), ['-'])).toBe(100);
  });

  test('is symmetric, 0 … 100, and 100 for equals', () => {
    fc.assert(
      fc.property(someLabels, someLabels, (a, b) => {
        const score = editScore(a, b);
        expect(score).toBe(editScore(b, a));
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(100);
        expect(editScore(a, a)).toBe(100);
      }),
    );
  });
});

describe('overlapCounts', () => {
  test('accepts a segment with enough overlap', () => {
    const found = letters('aaabbbbbbb');
    const truth = letters('aaaaaabbbb');
    expect(overlapCounts(found, truth, 0.5)).toEqual({ truePositives: 2, falsePositives: 0, falseNegatives: 0 });
    expect(overlapCounts(found, truth, 0.55)).toEqual({ truePositives: 1, falsePositives: 1, falseNegatives: 1 });
  });

  test('counts a segment of another label as wrong, however it overlaps', () => {
    expect(overlapCounts(letters('aab'), letters('aac'), 0.1)).toEqual({
      truePositives: 1,
      falsePositives: 1,
      falseNegatives: 1,
    });
  });

  test('of true segments that overlap as much takes the first', () => {
    expect(overlapCounts(letters('ccaaaca'), letters('aaabaaa'), 0.2)).toEqual({
      truePositives: 2,
      falsePositives: 2,
      falseNegatives: 1,
    });
  });

  test('counts over-segmentation as wrong', () => {
    expect(overlapCounts(letters('aabaaa'), letters('aaaaaa'), 0.1)).toEqual({
      truePositives: 1,
      falsePositives: 2,
      falseNegatives: 0,
    });
  });

  test('leaves background out where asked to', () => {
    expect(overlapCounts(letters('--a'), letters('-aa'), 0.5, ['-'])).toEqual({
      truePositives: 1,
      falsePositives: 0,
      falseNegatives: 0,
    });
  });
});

describe('overlapF1', () => {
  test('sums over videos', () => {
    const counts = [
      { truePositives: 3, falsePositives: 1, falseNegatives: 0 },
      { truePositives: 0, falsePositives: 0, falseNegatives: 1 },
    ];
    expect(overlapF1(counts)).toBe(75);
    expect(overlapF1([{ truePositives: 0, falsePositives: 0, falseNegatives: 0 }])).toBe(100);
  });

  test('is 100 for equals and does not rise with the threshold', () => {
    fc.assert(
      fc.property(someLabels, someLabels, (a, b) => {
        expect(overlapF1([overlapCounts(a, a, 0.5)])).toBe(100);
        const length = Math.min(a.length, b.length);
        const at = [0.1, 0.25, 0.5].map((overlap) =>
          overlapF1([overlapCounts(a.slice(0, length), b.slice(0, length), overlap)]),
        );
        expect(at).toEqual(at.toSorted((x, y) => y - x));
      }),
    );
  });
});
