import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { novelScales, softenNovel } from './soften-novel.ts';

describe('novelScales', () => {
  const texts = Float32Array.of(1, 0, 0, 1, 0.8, 0.6, -1, 0);

  test('are 1 for trained concepts, and less the farther others are', () => {
    const scales = novelScales(texts, 2, [0, 1], { neighbourCount: 1 });
    expect(scales.map((scale) => Number(scale.toFixed(6)))).toEqual([1, 1, Number((1 / 1.2).toFixed(6)), 0.5]);
    // The mean of two neighbours, 0.8 and 0.6; no more than there are.
    expect(novelScales(texts, 2, [0, 1])[2]).toBeCloseTo(1 / 1.3, 6);
    expect(novelScales(texts, 2, [0, 1], { strength: 0 })).toEqual([1, 1, 1, 1]);
    expect(() => novelScales(texts, 2, [])).toThrow('no trained concept');
  });
});

describe('softenNovel', () => {
  test('scales a row by its most probable concept', () => {
    expect([...softenNovel(Float32Array.of(4, 2, 2, 4, -3, -2), [1, 0.5])]).toEqual([4, 2, 1, 2, -1.5, -1]);
  });

  test('lets no concept overtake another', () => {
    const logit = fc.integer({ min: 0, max: 40 });
    fc.assert(
      fc.property(fc.tuple(logit, logit, logit), (logits) => {
        const softened = softenNovel(Float32Array.from(logits), [1, 0.75, 0.5]);
        for (const one of [0, 1, 2])
          for (const other of [0, 1, 2])
            expect(Math.sign(softened[one] - softened[other])).toBe(Math.sign(logits[one] - logits[other]));
      }),
    );
  });
});
