import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { expectedCalibrationError } from './calibration-error.ts';
import { reliabilityBins } from './reliability-bins.ts';

test('reliabilityBins tells what was promised and what was right', () => {
  const predictions = [
    { probability: 0.5, isRight: false },
    { probability: 0.75, isRight: true },
    { probability: 1, isRight: true },
    { probability: 1, isRight: false },
  ];
  const bins = reliabilityBins(predictions, 2);
  expect(bins).toMatchObject([
    { from: 0, to: 0.5, count: 1, probability: 0.5, accuracy: 0 },
    { from: 0.5, to: 1, count: 3, accuracy: 2 / 3 },
  ]);
  expect(bins[1].probability).toBeCloseTo(2.75 / 3, 10);
  expect(bins[0].interval.high).toBeCloseTo(0.7935, 4);
  expect(() => reliabilityBins(predictions, 0)).toThrow('invalid number of bins: 0');
});

test('reliabilityBins counts every prediction once, and its mean gap is the calibration error', () => {
  const predictions = fc.array(
    fc.record({ probability: fc.double({ min: 0, max: 1, noNaN: true }), isRight: fc.boolean() }),
    { minLength: 1 },
  );
  fc.assert(
    fc.property(predictions, fc.integer({ min: 1, max: 20 }), (made, binCount) => {
      const bins = reliabilityBins(made, binCount);
      expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(made.length);
      for (const { from, to, probability } of bins) {
        expect(probability).toBeGreaterThanOrEqual(from - 1e-12);
        expect(probability).toBeLessThanOrEqual(to + 1e-12);
      }
      const overall = reliabilityBins(made, 1)[0];
      const gap = Math.abs(overall.probability - overall.accuracy);
      expect(expectedCalibrationError(made, binCount)).toBeGreaterThanOrEqual(gap - 1e-12);
    }),
  );
});
