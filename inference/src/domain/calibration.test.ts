import { describe, expect, test } from '@jest/globals';
import { expectedCalibrationError } from './metrics/calibration-error.ts';
import { fitTemperature, fitThresholds, negativeLogLikelihood } from './calibration.ts';

describe('expectedCalibrationError', () => {
  test('is the gap between probability and share, weighted by bin', () => {
    const sure = [true, true, true, false].map((isRight) => ({ probability: 0.75, isRight }));
    expect(expectedCalibrationError(sure)).toBeCloseTo(0, 10);
    const overconfident = [true, false].map((isRight) => ({ probability: 1, isRight }));
    expect(expectedCalibrationError(overconfident)).toBe(0.5);
    expect(expectedCalibrationError([...sure, ...overconfident])).toBeCloseTo((2 / 6) * 0.5, 10);
  });

  test('does not let bins cancel each other out', () => {
    const predictions = [
      { probability: 0.9, isRight: false },
      { probability: 0.1, isRight: true },
    ];
    expect(expectedCalibrationError(predictions)).toBeCloseTo(0.9, 10);
    expect(expectedCalibrationError(predictions, 1)).toBeCloseTo(0, 10);
  });

  test('refuses what is no probability', () => {
    expect(() => expectedCalibrationError([])).toThrow('not defined without predictions');
    expect(() => expectedCalibrationError([{ probability: 1.5, isRight: true }])).toThrow('invalid probability: 1.5');
  });
});

test('negativeLogLikelihood of even logits is the log of the number of concepts', () => {
  expect(negativeLogLikelihood(Float32Array.of(7, 7, 7, 7), 4, [2])).toBeCloseTo(Math.log(4), 10);
});

describe('fitTemperature', () => {
  // Two concepts, three of four right, logit gap 4: at the optimum the probability is 0.75, so 4 / T = ln 3.
  const logits = Float32Array.of(4, 0, 4, 0, 4, 0, 4, 0);
  const truth = [0, 0, 0, 1];

  test('finds the temperature at which the probabilities hold', () => {
    expect(fitTemperature(logits, 2, truth)).toBeCloseTo(4 / Math.log(3), 2);
  });

  test('scales with the logits', () => {
    const doubled = logits.map((logit) => 2 * logit);
    expect(fitTemperature(doubled, 2, truth) / fitTemperature(logits, 2, truth)).toBeCloseTo(2, 2);
  });

  test('is better than its neighbours', () => {
    const best = fitTemperature(logits, 2, truth);
    const loss = (temperature: number) => negativeLogLikelihood(logits, 2, truth, temperature);
    expect(loss(best)).toBeLessThan(loss(best * 1.1));
    expect(loss(best)).toBeLessThan(loss(best / 1.1));
  });

  test('stays finite where all are right', () => {
    expect(fitTemperature(logits, 2, [0, 0, 0, 0])).toBeCloseTo(0.01, 3);
  });
});

test('fitThresholds separates right from wrong findings of each concept', () => {
  const p = Float32Array.of(0.9, 0.1, 0.8, 0.2, 0.6, 0.4, 0.55, 0.45, 0.3, 0.7);
  const thresholds = fitThresholds(p, 2, [0, 0, null, null, null], 0.5);
  expect(thresholds[0]).toBeCloseTo(0.8, 6);
  expect(thresholds[1]).toBe(0.5);
});

test('fitThresholds takes the lowest of thresholds that are as good', () => {
  // F1 is 2/3 with the best finding alone, and with all four.
  const p = Float32Array.of(0.9, 0.1, 0.8, 0.2, 0.7, 0.3, 0.6, 0.4);
  expect(fitThresholds(p, 2, [0, null, null, 0])[0]).toBeCloseTo(0.6, 6);
});
