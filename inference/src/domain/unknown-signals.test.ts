import { describe, expect, test } from '@jest/globals';
import { conceptMatching, conceptShare, exampleNearness } from './unknown-signals.ts';

test('conceptMatching is the largest softmax of the cosines', () => {
  const [even, lead] = conceptMatching(Float32Array.of(0.25, 0.25, 0.5, 0), 2);
  expect(even).toBe(0.5);
  expect(lead).toBeCloseTo(1 / (1 + Math.exp(-0.5)), 12);
  expect(conceptMatching(Float32Array.of(0.5, 0), 2, 0.01)[0]).toBeCloseTo(1, 12);
});

describe('conceptShare', () => {
  test('is the softmax mass of the concepts', () => {
    const share = conceptShare(Float32Array.of(0.5, 0.25), 2, Float32Array.of(0.5), 1, 1);
    const [same, less] = [Math.exp(0.5), Math.exp(0.25)];
    expect(share[0]).toBeCloseTo((same + less) / (same + less + same), 12);
  });

  test('stands the published temperature, and counts rows', () => {
    const shares = conceptShare(Float32Array.of(0.3, 0.2), 1, Float32Array.of(0.2, 0.3), 1);
    expect(shares[0]).toBeCloseTo(1 / (1 + Math.exp(-10)), 6);
    expect(shares[1]).toBeCloseTo(1 / (1 + Math.exp(10)), 6);
    expect(() => conceptShare(Float32Array.of(1), 1, Float32Array.of(1, 1), 1)).toThrow('for 1 rows');
  });
});

test('exampleNearness leaves out the own video', () => {
  const cosines = Float32Array.of(1, 0.5, 0.25, 0.5, 1, 0.25);
  expect([...exampleNearness(cosines, ['a', 'b'], ['a', 'b', 'b'])]).toEqual([0.5, 0.5]);
  expect([...exampleNearness(Float32Array.of(1), ['a'], ['a'])]).toEqual([0]);
  expect(() => exampleNearness(cosines, ['a'], ['a', 'b', 'b'])).toThrow('6 cosines for 1 rows and 3 examples');
});
