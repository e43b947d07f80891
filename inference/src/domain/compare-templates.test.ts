import { describe, expect, test } from '@jest/globals';
import { comparePrompts, templateEffects } from './compare-templates.ts';

/** Spans in the plane: as many of each of two concepts, at 0° and 90° and a bit off; ten videos. */
const degrees = Array.from({ length: 40 }, (_, row) => (row % 2) * 90 + (row % 7) * 4 - 12);
const spans = {
  embeddings: inPlane(degrees),
  dims: 2,
  truth: degrees.map((_, row) => row % 2),
  videos: degrees.map((_, row) => `video ${Math.floor(row / 4)}`),
};

function inPlane(angles: readonly number[]): Float32Array {
  return Float32Array.from(
    angles.flatMap((angle) => [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)]),
  );
}

const good = inPlane([0, 90]);
const mirrored = inPlane([90, 0]);

describe('comparePrompts', () => {
  test('compares accuracies on the same spans', () => {
    expect(comparePrompts(spans, mirrored, good)).toMatchObject({
      oneAccuracy: 0,
      otherAccuracy: 1,
      difference: { mean: 1, low: 1, high: 1, videoCount: 10 },
      otherOnlyCount: 40,
    });
    expect(comparePrompts(spans, good, good)).toMatchObject({ difference: { mean: 0 }, pValue: 1 });
    expect(() => comparePrompts(spans, good, inPlane([0]))).toThrow('2 numbers of texts to compare with 4');
  });
});

describe('templateEffects', () => {
  test('finds the template that harms', () => {
    // Two templates know which is which, but hardly part the concepts; one parts them well, the wrong way round.
    const effects = templateEffects(spans, [inPlane([40, 50]), mirrored, inPlane([42, 48])]);
    expect(effects.map(({ isHarmful }) => isHarmful)).toEqual([false, true, false]);
    expect(effects[1].without.difference.mean).toBeGreaterThan(0.5);
    expect(effects[1].adjustedPValue).toBeGreaterThan(effects[1].without.pValue);
    expect(effects[0].without.difference.mean).toBeLessThanOrEqual(0);
  });

  test('keeps templates that do nothing, or little', () => {
    for (const { isHarmful, without } of templateEffects(spans, [good, good, inPlane([3, 88])])) {
      expect(isHarmful).toBe(false);
      expect(without.pValue).toBe(1);
    }
    expect(() => templateEffects(spans, [good])).toThrow('without a second one');
    expect(() => templateEffects(spans, [good, inPlane([0])])).toThrow('a template has 2 numbers, the first 4');
  });
});
