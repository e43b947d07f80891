import { describe, expect, test } from '@jest/globals';
import { hysteresisPath } from './hysteresis.ts';

describe('hysteresisPath', () => {
  test('begins at the threshold and goes on above the exit', () => {
    const p = Float32Array.of(0.5, 0.4, 0.8, 0.1, 0.5, 0.45, 0.45, 0.5, 0.3, 0.35);
    expect(hysteresisPath(p, 2, { minProbability: 0.7, exitRatio: 0.6 })).toEqual([null, 0, 0, 0, null]);
  });

  test('goes on at the exit itself, which is a share of the concept’s own threshold', () => {
    const p = Float32Array.of(0.75, 0.125, 0.125, 0.25, 0.375, 0.375);
    expect(hysteresisPath(p, 3, { minProbability: 0.5, exitRatio: 0.5 })).toEqual([0, 0]);
    const rule = { minProbability: 0.5, thresholds: [0.75, 0.5, 0.5], exitRatio: 0.5 };
    expect(hysteresisPath(p, 3, rule)).toEqual([0, null]);
  });

  test('gives way to another concept that begins', () => {
    const p = Float32Array.of(0.9, 0.1, 0.5, 0.5, 0.2, 0.8, 0.4, 0.6);
    expect(hysteresisPath(p, 2, { minProbability: 0.7, exitRatio: 0 })).toEqual([0, 0, 1, 1]);
  });

  test('does not begin without the margin', () => {
    const p = Float32Array.of(0.5, 0.45, 0.6, 0.3, 0.5, 0.45);
    expect(hysteresisPath(p, 2, { minProbability: 0.5, minMargin: 0.2, exitRatio: 0.5 })).toEqual([null, 0, 0]);
  });

  test('without a threshold is the most probable concept', () => {
    expect(hysteresisPath(Float32Array.of(0.6, 0.4, 0.3, 0.7), 2)).toEqual([0, 1]);
    expect(() => hysteresisPath(new Float32Array(2), 2, { exitRatio: 1.5 })).toThrow('invalid exit ratio: 1.5');
  });
});
