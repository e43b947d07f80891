import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { fitSoftening, novelScales, softenNovel } from './soften-novel.ts';

const adapted = { texts: Float32Array.of(1, 0, 0, 1, 0.8, 0.6, -1, 0), dims: 2, trained: [0] };

describe('novelScales', () => {
  test('are 1 for trained concepts, and less the farther others are', () => {
    const scales = novelScales(adapted, 1);
    expect(scales.map((scale) => Number(scale.toFixed(6)))).toEqual([1, 0.5, 0.833333, 0.333333]);
    expect(novelScales(adapted, 0)).toEqual([1, 1, 1, 1]);
  });

  test('measure the distance to the nearest trained texts', () => {
    // The mean of two neighbours, 0.8 and 0.6.
    expect(novelScales({ ...adapted, trained: [0, 1] }, 1)[2]).toBeCloseTo(1 / 1.3, 6);
    expect(() => novelScales({ ...adapted, trained: [] }, 1)).toThrow('no trained concept');
    expect(() => novelScales(adapted, -1)).toThrow('invalid strength: -1');
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

describe('fitSoftening', () => {
  // The second concept is at a right angle: strength s scales its rows by 1 / (1 + s).
  const two = { texts: Float32Array.of(1, 0, 0, 1), dims: 2, trained: [0] };
  const rowsWithGap = (gap: number) => Float32Array.from({ length: 8 }, (_, index) => (index % 2 === 1 ? gap : 0));

  test('softens rows that are too sure until the probability holds', () => {
    // Three of four are right: a gap of ln 3 would do, and twice that is halved by a strength of 1.
    expect(fitSoftening([{ logits: rowsWithGap(2 * Math.log(3)), truth: [1, 1, 1, 0], adapted: two }])).toBe(1);
    expect(fitSoftening([{ logits: rowsWithGap(3 * Math.log(3)), truth: [1, 1, 1, 0], adapted: two }])).toBe(2);
  });

  test('leaves rows alone that are not sure enough', () => {
    expect(fitSoftening([{ logits: rowsWithGap(0.5 * Math.log(3)), truth: [1, 1, 1, 0], adapted: two }])).toBe(0);
    expect(fitSoftening([{ logits: rowsWithGap(1), truth: [1, 1, 1, 1], adapted: two }])).toBe(0);
  });

  test('takes what is best for all folds together', () => {
    const tooSure = { logits: rowsWithGap(2 * Math.log(3)), truth: [1, 1, 1, 0], adapted: two };
    const unsure = { logits: rowsWithGap(0.5 * Math.log(3)), truth: [1, 1, 1, 0], adapted: two };
    const together = fitSoftening([tooSure, unsure, unsure]);
    expect(together).toBeGreaterThan(fitSoftening([unsure]));
    expect(together).toBeLessThan(fitSoftening([tooSure]));
  });
});
