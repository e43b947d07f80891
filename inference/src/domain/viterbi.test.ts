import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { decideRow, softmaxRows } from './probability.ts';
import type { UnknownRule } from './probability.ts';
import { stateScores, viterbiPath } from './viterbi.ts';

const conceptCount = 3;
/** Probabilities of 1 … 5 windows and 3 concepts. */
const someProbabilities = fc
  .array(fc.integer({ min: -30, max: 30 }), { minLength: 1, maxLength: 5 * conceptCount })
  .filter((logits) => logits.length % conceptCount === 0)
  .map((logits) =>
    softmaxRows(
      Float32Array.from(logits, (logit) => logit / 5),
      conceptCount,
    ),
  );
const someRule = fc.record({
  minProbability: fc.constantFrom(0, 0.4, 0.6),
  minMargin: fc.constantFrom(0, 0.1, 0.3),
}) satisfies fc.Arbitrary<UnknownRule>;

const rows = (p: Float32Array) =>
  Array.from({ length: p.length / conceptCount }, (_, row) => p.subarray(row * conceptCount, (row + 1) * conceptCount));

function pathScore(path: readonly number[], p: Float32Array, rule: UnknownRule, penalty: number): number {
  const emissions = rows(p).map((row, index) => stateScores(row, rule)[path[index]]);
  const switches = path.filter((state, index) => index > 0 && state !== path[index - 1]).length;
  return emissions.reduce((sum, value) => sum + value, 0) - penalty * switches;
}

function allPaths(length: number): number[][] {
  if (length === 0) return [[]];
  return allPaths(length - 1).flatMap((path) => [0, 1, 2, 3].map((state) => [...path, state]));
}

describe('viterbiPath', () => {
  test('overrules a blip but follows a lasting change', () => {
    const p = Float32Array.of(0.9, 0.1, 0.4, 0.6, 0.9, 0.1, 0.1, 0.9, 0.1, 0.9);
    expect(viterbiPath(p, 2, { switchPenalty: 1 })).toEqual([0, 0, 0, 1, 1]);
    expect(viterbiPath(p, 2, { switchPenalty: 0 })).toEqual([0, 1, 0, 1, 1]);
    expect(viterbiPath(p, 2, { switchPenalty: 1e6 })).toEqual([1, 1, 1, 1, 1]);
  });

  test('weighs each change by the penalty', () => {
    const p = Float32Array.of(0.9, 0.1, 0.2, 0.8, 0.2, 0.8);
    // A change is worth as much as the first window is for the first concept: ln 0.9 - ln 0.1 = 2.2.
    expect(viterbiPath(p, 2, { switchPenalty: 2.1 })).toEqual([0, 1, 1]);
    expect(viterbiPath(p, 2, { switchPenalty: 2.3 })).toEqual([1, 1, 1]);
  });

  test('of paths that are worth the same takes the one that changes less', () => {
    expect(viterbiPath(Float32Array.of(0.5, 0.5, 0.2, 0.8), 2, { switchPenalty: 0 })).toEqual([1, 1]);
  });

  test('has nothing to say about no windows', () => {
    expect(viterbiPath(new Float32Array(), 2)).toEqual([]);
    expect(() => viterbiPath(new Float32Array(2), 2, { switchPenalty: -1 })).toThrow('invalid switching penalty: -1');
  });

  test('without penalty decides each window for itself, unknown included; of equals it keeps the one before', () => {
    fc.assert(
      fc.property(someProbabilities, someRule, (p, rule) => {
        const path = viterbiPath(p, conceptCount, { ...rule, switchPenalty: 0 });
        for (const [index, row] of rows(p).entries()) {
          const scores = stateScores(row, rule);
          const decision = decideRow(row, rule).conceptIndex;
          expect(scores[path[index] ?? conceptCount]).toBe(scores[decision ?? conceptCount]);
          const isTied = row.filter((value) => value === Math.max(...row)).length > 1;
          if (!isTied) expect(path[index]).toBe(decision);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('finds the best of all paths', () => {
    fc.assert(
      fc.property(someProbabilities, someRule, fc.double({ min: 0, max: 4, noNaN: true }), (p, rule, switchPenalty) => {
        const found = viterbiPath(p, conceptCount, { ...rule, switchPenalty }).map((state) => state ?? conceptCount);
        const best = Math.max(...allPaths(found.length).map((path) => pathScore(path, p, rule, switchPenalty)));
        expect(pathScore(found, p, rule, switchPenalty)).toBeCloseTo(best, 6);
      }),
      { numRuns: 40 },
    );
  });
});
