import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { fitLogistic, logisticProbabilities } from './logistic-regression.ts';

describe('fitLogistic', () => {
  test('gives the shares of two groups where the ridge is slight', () => {
    // One signal of two values: 1 of 4 is positive at 0, 3 of 4 at 1.
    const signal = Float64Array.of(0, 0, 0, 0, 1, 1, 1, 1);
    const isPositive = [true, false, false, false, true, true, true, false];
    const model = fitLogistic([signal], isPositive, 1e-9);
    const [low, high] = logisticProbabilities(model, [Float64Array.of(0, 1)]);
    expect(low).toBeCloseTo(0.25, 6);
    expect(high).toBeCloseTo(0.75, 6);
  });

  test('is the optimum of the penalised loss', () => {
    // At the optimum: ridge · weight = Σ (target − probability) · signal, and the residuals sum to 0.
    const signals = [Float64Array.of(1, 2, 3, 4, 5, 6), Float64Array.of(2, 0, 1, 5, 1, 3)];
    const isPositive = [false, false, true, false, true, true];
    const model = fitLogistic(signals, isPositive, 2);
    const residuals = logisticProbabilities(model, signals).map((p, row) => Number(isPositive[row]) - p);
    expect(residuals.reduce((a, b) => a + b)).toBeCloseTo(0, 6);
    for (const [i, column] of signals.entries()) {
      const pull = residuals.reduce(
        (sum, residual, row) => sum + (residual * (column[row] - model.means[i])) / model.deviations[i],
        0,
      );
      expect(pull).toBeCloseTo(2 * model.weights[i], 6);
    }
  });

  test('stays finite where a signal parts the kinds, or never changes', () => {
    const parted = fitLogistic([Float64Array.of(0, 0, 1, 1), Float64Array.of(7, 7, 7, 7)], [false, false, true, true]);
    expect(parted.weights[0]).toBeGreaterThan(0);
    expect(parted.weights[0]).toBeLessThan(5);
    expect(parted.weights[1]).toBe(0);
    expect(() => fitLogistic([Float64Array.of(1, 2)], [true, true])).toThrow('rows of both kinds');
    expect(() => fitLogistic([Float64Array.of(1)], [true, false])).toThrow('1 values of a signal for 2 rows');
  });

  test('does not mind the scale of a signal', () => {
    const value = fc.integer({ min: -20, max: 20 });
    fc.assert(
      fc.property(fc.array(fc.tuple(value, fc.boolean()), { minLength: 3, maxLength: 20 }), (rows) => {
        const isPositive = rows.map(([, positive]) => positive);
        fc.pre(isPositive.includes(true) && isPositive.includes(false));
        const signal = Float64Array.from(rows, ([x]) => x);
        const scaled = signal.map((x) => 1000 * x + 3);
        const plain = logisticProbabilities(fitLogistic([signal], isPositive), [signal]);
        const other = logisticProbabilities(fitLogistic([scaled], isPositive), [scaled]);
        for (const [row, probability] of plain.entries()) expect(other[row]).toBeCloseTo(probability, 6);
      }),
    );
  });
});
