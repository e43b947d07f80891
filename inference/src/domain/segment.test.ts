import { expect, test } from '@jest/globals';
import { joinSegments } from './segment.ts';

const windows = {
  spans: [
    { startMs: 0, endMs: 1000 },
    { startMs: 1000, endMs: 4000 },
    { startMs: 4000, endMs: 5000 },
  ],
  logits: Float32Array.of(20, 10, 0, 24, 10, 0, 9, 10, 8),
  probabilities: Float32Array.of(0.5, 0.25, 0.25, 0.75, 0.25, 0, 0.25, 0.5, 0.25),
  conceptCount: 3,
};

test('joinSegments weights the windows by their length', () => {
  const [segment] = joinSegments([0, 0, null], windows);
  expect(segment).toEqual({
    startMs: 0,
    endMs: 4000,
    conceptIndex: 0,
    score: 23,
    probability: 0.6875,
    runnersUp: [
      { conceptIndex: 1, probability: 0.25 },
      { conceptIndex: 2, probability: 0.0625 },
    ],
  });
});

test('joinSegments tells what an unknown segment could have been', () => {
  const segment = joinSegments([0, 0, null], windows, 2)[1];
  expect(segment).toEqual({
    startMs: 4000,
    endMs: 5000,
    conceptIndex: null,
    score: 10,
    probability: 0.5,
    runnersUp: [
      { conceptIndex: 1, probability: 0.5 },
      { conceptIndex: 0, probability: 0.25 },
    ],
  });
});

test('joinSegments wants a state for each window', () => {
  expect(() => joinSegments([0], windows)).toThrow('3 scored windows, 3 spans, a path of 1');
});
