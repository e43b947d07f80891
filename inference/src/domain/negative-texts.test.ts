import { expect, test } from '@jest/globals';
import { farthestNegatives, NEGATIVE_TEXTS } from './negative-texts.ts';

test('farthestNegatives leaves out the texts that are most like a concept', () => {
  const concepts = Float32Array.of(1, 0);
  const negatives = Float32Array.of(0.9, 0.4, 0, 1, -1, 0, 0.6, 0.8);
  expect(farthestNegatives(negatives, concepts, 2)).toEqual([1, 2, 3]);
});

test('the texts are as many, and each different, in both languages', () => {
  expect(NEGATIVE_TEXTS.ja).toHaveLength(NEGATIVE_TEXTS.en.length);
  for (const texts of Object.values(NEGATIVE_TEXTS)) expect(new Set(texts).size).toBe(texts.length);
});
