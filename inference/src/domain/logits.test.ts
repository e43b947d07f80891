import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { meanRow } from './embedding.ts';
import { multiplyLogits, windowMeans } from './logits.ts';

test('multiplyLogits scales the cosines', () => {
  const rows = Float32Array.of(1, 0, 0, 1, 0.6, 0.8);
  const concepts = Float32Array.of(1, 0, 0, -1);
  const expected = [100, 0, 0, -100, 60, -80];
  multiplyLogits(rows, concepts, 2, 100).forEach((logit, index) => expect(logit).toBeCloseTo(expected[index], 4));
});

test('windowMeans averages runs of frames', () => {
  const logits = Float32Array.of(1, 10, 3, 20, 8, 60);
  const runs = [
    { startIndex: 0, endIndex: 2 },
    { startIndex: 1, endIndex: 3 },
    { startIndex: 2, endIndex: 3 },
  ];
  expect([...windowMeans(logits, 2, runs)]).toEqual([2, 15, 5.5, 40, 8, 60]);
});

test('windowMeans stays exact at the end of a long video', () => {
  const hours = new Float32Array(100_000).fill(30.1);
  const [mean] = windowMeans(hours, 1, [{ startIndex: 99_996, endIndex: 100_000 }]);
  expect(mean).toBeCloseTo(30.1, 4);
});

test('windowMeans refuses empty and outlying windows', () => {
  const logits = Float32Array.of(1, 2);
  expect(() => windowMeans(logits, 1, [{ startIndex: 1, endIndex: 1 }])).toThrow(
    'window [1, 1) is not within 2 frames',
  );
  expect(() => windowMeans(logits, 1, [{ startIndex: 0, endIndex: 3 }])).toThrow(
    'window [0, 3) is not within 2 frames',
  );
});

test('windowMeans equals the logits of the mean embedding, not renormalised', () => {
  const coordinate = fc.double({ min: -1, max: 1, noNaN: true });
  fc.assert(
    fc.property(
      fc.array(coordinate, { minLength: 15, maxLength: 15 }),
      fc.array(coordinate, { minLength: 6, maxLength: 6 }),
      fc.integer({ min: 0, max: 4 }),
      fc.integer({ min: 1, max: 5 }),
      (frameValues, conceptValues, startIndex, length) => {
        const frames = Float32Array.from(frameValues);
        const concepts = Float32Array.from(conceptValues);
        const endIndex = Math.min(5, startIndex + length);
        const logits = multiplyLogits(frames, concepts, 3, 100);
        const means = windowMeans(logits, 2, [{ startIndex, endIndex }]);
        const mean = meanRow(frames.subarray(3 * startIndex, 3 * endIndex), 3);
        const expected = multiplyLogits(mean, concepts, 3, 100);
        means.forEach((value, index) => expect(value).toBeCloseTo(expected[index], 3));
      },
    ),
  );
});
