import { describe, expect, test } from '@jest/globals';
import { isBeyondChance, templateEffects } from './compare-templates.ts';
import { normalizeRows } from './embedding.ts';
import { multiplyLogits } from './logits.ts';
import { rightRows } from './metrics/accuracy.ts';
import { compareAnswers } from './metrics/compare-answers.ts';

/** Spans in the plane: as many of each of two concepts, at 0° and 90° and a bit off; ten videos. */
const degrees = Array.from({ length: 40 }, (_, row) => (row % 2) * 90 + (row % 7) * 4 - 12);
const truth = degrees.map((_, row) => row % 2);
const videos = degrees.map((_, row) => `video ${Math.floor(row / 4)}`);

function inPlane(angles: readonly number[]): Float32Array {
  return Float32Array.from(
    angles.flatMap((angle) => [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)]),
  );
}

/** Whether each span is recognised by the mean of templates. @param templates angles of the two concepts' texts */
function rightBy(templates: readonly (readonly number[])[]): boolean[] {
  const sum = templates.map(inPlane).reduce((one, other) => one.map((value, index) => value + other[index]));
  return rightRows(multiplyLogits(inPlane(degrees), normalizeRows(sum, 2), 2, 1), 2, truth);
}

const effectsOf = (templates: readonly (readonly number[])[]) =>
  templateEffects(
    templates.map((_, index) => compareAnswers(rightBy(templates), rightBy(templates.toSpliced(index, 1)), videos)),
  );

const good = [0, 90];
const mirrored = [90, 0];

describe('isBeyondChance', () => {
  const compare = (one: readonly (readonly number[])[], other: readonly (readonly number[])[]) =>
    compareAnswers(rightBy(one), rightBy(other), videos);

  test('wants the test and the interval over videos to agree', () => {
    const better = compare([mirrored], [good]);
    expect([isBeyondChance(better, better.pValue), isBeyondChance(better, 0.06)]).toEqual([true, false]);
    const worse = compare([good], [mirrored]);
    expect(isBeyondChance(worse, worse.pValue)).toBe(true);
    const ofOneVideo = compareAnswers(
      rightBy([mirrored]),
      rightBy([good]),
      videos.map(() => 'the only one'),
    );
    expect(ofOneVideo.pValue).toBeLessThan(0.001);
    expect(isBeyondChance(ofOneVideo, ofOneVideo.pValue)).toBe(false);
    const same = compare([good], [good]);
    expect(isBeyondChance(same, same.pValue)).toBe(false);
  });
});

describe('templateEffects', () => {
  test('finds the template that harms', () => {
    // Two templates know which is which, but hardly part the concepts; one parts them well, the wrong way round.
    const effects = effectsOf([[40, 50], mirrored, [42, 48]]);
    expect(effects.map(({ isHarmful }) => isHarmful)).toEqual([false, true, false]);
    expect(effects[1].without.difference.mean).toBeGreaterThan(0.5);
    expect(effects[1].adjustedPValue).toBeGreaterThan(effects[1].without.pValue);
    expect(effects[0].without.difference.mean).toBeLessThanOrEqual(0);
  });

  test('keeps templates that do nothing, or little', () => {
    for (const { isHarmful, without } of effectsOf([good, good, [3, 88]])) {
      expect(isHarmful).toBe(false);
      expect(without.pValue).toBe(1);
    }
  });
});
