import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { pathRuns } from './vocabulary/concept-path.ts';
import { absorbShortRuns } from './min-duration.ts';

const seconds = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ startMs: 1000 * index, endMs: 1000 * (index + 1) }));
const even = (count: number) => ({
  spans: seconds(count),
  probabilities: new Float32Array(2 * count).fill(0.5),
  conceptCount: 2,
});

describe('absorbShortRuns', () => {
  test('closes short gaps', () => {
    expect(absorbShortRuns([0, 0, null, 0, 0], even(5), 2000, 0.9)).toEqual([0, 0, 0, 0, 0]);
  });

  test('gives a short run to the neighbour that fits better', () => {
    const windows = { ...even(5), probabilities: Float32Array.of(1, 0, 1, 0, 0.2, 0.3, 0, 1, 0, 1) };
    expect(absorbShortRuns([0, 0, null, 1, 1], windows, 2000, 0)).toEqual([0, 0, 1, 1, 1]);
  });

  test('prefers unknown to an improbable concept', () => {
    const windows = { ...even(5), probabilities: Float32Array.of(1, 0, 1, 0, 0.2, 0.8, 0, 0, 0, 0) };
    expect(absorbShortRuns([0, 0, 1, null, null], windows, 2000, 0.4)).toEqual([0, 0, null, null, null]);
  });

  test('gives nothing to a concept that is only as probable as unknown', () => {
    const windows = { ...even(5), probabilities: new Float32Array(10).fill(0.25) };
    expect(absorbShortRuns([null, null, 0, 1, 1], windows, 2000, 0.25)).toEqual([null, null, null, 1, 1]);
  });

  test('of equally short runs closes gaps first', () => {
    expect(absorbShortRuns([1, 0, 1, 1], even(4), 2000, 0)).toEqual([1, 1, 1, 1]);
  });

  test('keeps the one run of a short video', () => {
    expect(absorbShortRuns([1], even(1), 5000, 0)).toEqual([1]);
  });

  test('leaves no short run, only concepts that were there, and the length', () => {
    const somePath = fc.array(fc.constantFrom(0, 1, null), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(somePath, fc.integer({ min: 0, max: 6 }), (path, least) => {
        const result = absorbShortRuns(path, even(path.length), 1000 * least, 0.5);
        expect(result).toHaveLength(path.length);
        for (const state of result) expect(path).toContain(state);
        const runs = pathRuns(result);
        if (runs.length > 1)
          for (const run of runs) expect(run.endIndex - run.startIndex).toBeGreaterThanOrEqual(least);
        if (least <= 1) expect(result).toEqual(path);
      }),
    );
  });
});
