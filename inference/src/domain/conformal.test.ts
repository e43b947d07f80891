import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { conformalSets, fitConformal, fitConformalByConcept, rowsForCoverage } from './conformal.ts';
import { seededRandom } from './random.ts';

/** Rows of two concepts, by the probability of the first. */
const rowsOf = (probabilities: readonly number[]) => Float32Array.from(probabilities.flatMap((p) => [p, 1 - p]));

describe('fitConformal', () => {
  const nine = [0.9375, 0.875, 0.8125, 0.75, 0.6875, 0.625, 0.5625, 0.5, 0.0625];

  test('takes the probability that enough true concepts reach', () => {
    // Eight of nine rows are 8 of 10 gaps.
    const rule = fitConformal(rowsOf(nine), 2, nine.map(() => 0), 0.8); // prettier-ignore
    expect(rule).toEqual({ coverage: 0.8, minProbabilities: [0.5, 0.5], counts: [9, 9] });
    expect(conformalSets(rowsOf([0.75, 0.5, 0.25]), rule)).toEqual([[0], [0, 1], [1]]);
    const strict = fitConformal(rowsOf(nine), 2, nine.map(() => 0), 0.9); // prettier-ignore
    expect(strict).toMatchObject({ coverage: 0.9, minProbabilities: [0.0625, 0.0625] });
  });

  test('puts everything into the sets where rows are too few', () => {
    const rule = fitConformal(rowsOf(nine), 2, nine.map(() => 0), 0.95); // prettier-ignore
    expect(rule).toMatchObject({ coverage: 1, minProbabilities: [0, 0] });
    expect(conformalSets(Float32Array.of(1, 0), rule)).toEqual([[0, 1]]);
  });

  test('leaves a set empty where nothing is probable enough', () => {
    const rule = { coverage: 0.9, minProbabilities: [0.6, 0.6], counts: [9, 9] };
    expect(conformalSets(rowsOf([0.5]), rule)).toEqual([[]]);
  });

  test('covers on average what it states', () => {
    // Any model will do, here one that says a random number; nineteen rows each time.
    const random = seededRandom(5);
    let covered = 0;
    for (let trial = 0; trial < 4000; trial++) {
      const [fresh, ...reviewed] = Array.from({ length: 20 }, random);
      const rule = fitConformal(rowsOf(reviewed), 2, reviewed.map(() => 0), 0.8); // prettier-ignore
      if (conformalSets(rowsOf([fresh]), rule)[0].includes(0)) covered++;
    }
    expect(Math.abs(covered / 4000 - 0.8)).toBeLessThan(0.02);
  });

  test('holds the true concept of as many reviewed rows, at every coverage', () => {
    const rows = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat({ max: 1 })), { minLength: 1 });
    fc.assert(
      fc.property(rows, fc.double({ min: 0.05, max: 0.95, noNaN: true }), (drawn, coverage) => {
        const probabilities = rowsOf(drawn.map(([p]) => p));
        const truth = drawn.map(([, concept]) => concept);
        for (const fit of [fitConformal, fitConformalByConcept]) {
          const rule = fit(probabilities, 2, truth, coverage);
          const held = conformalSets(probabilities, rule).filter((set, row) => set.includes(truth[row])).length;
          expect(held).toBeGreaterThanOrEqual(coverage * drawn.length - 1e-9);
          expect(rule.coverage).toBeGreaterThanOrEqual(coverage - 1e-9);
        }
      }),
    );
  });
});

test('fitConformalByConcept covers each concept by itself', () => {
  const easy = Array.from({ length: 9 }, () => 0.75);
  const hard = Array.from({ length: 9 }, (_, index) => 0.875 - index / 16);
  const probabilities = rowsOf([...easy, ...hard]);
  const truth = [...easy.map(() => 0), ...hard.map(() => 1)];
  // The second concept's probability is 1 less the first's: 0.125 … 0.625; eight of nine reach 0.1875.
  expect(fitConformalByConcept(probabilities, 2, truth, 0.8)).toEqual({
    coverage: 0.8,
    minProbabilities: [0.75, 0.1875],
    counts: [9, 9],
  });
  const few = fitConformalByConcept(probabilities.subarray(0, 20), 2, truth.slice(0, 10), 0.8);
  expect(few).toMatchObject({ minProbabilities: [0.75, 0], counts: [9, 1] });
});

test('rowsForCoverage', () => {
  expect([0.5, 0.8, 0.9, 0.95, 0.99].map(rowsForCoverage)).toEqual([1, 4, 9, 19, 99]);
  expect(() => rowsForCoverage(1)).toThrow('invalid coverage: 1');
});
