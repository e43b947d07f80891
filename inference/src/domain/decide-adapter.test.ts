import { describe, expect, test } from '@jest/globals';
import { decideAdapter } from './decide-adapter.ts';

/** `rowCount` rows of ten videos; of every hundred the first so many are right. */
function answers(frozenOfHundred: number, adaptedOfHundred: number, rowCount = 200) {
  const rows = Array.from({ length: rowCount }, (_, row) => row);
  // 37 and 100 share no factor: right rows lie spread over the videos.
  const isRight = (ofHundred: number) => rows.map((row) => (row * 37) % 100 < ofHundred);
  return {
    frozenRight: isRight(frozenOfHundred),
    adaptedRight: isRight(adaptedOfHundred),
    videos: rows.map((row) => `video ${row % 10}`),
  };
}

describe('decideAdapter', () => {
  test('accepts what is better on trained concepts and costs one point elsewhere', () => {
    const decision = decideAdapter(answers(60, 75), answers(80, 79));
    expect(decision).toMatchObject({ isAccepted: true, reasons: [] });
    expect(decision.trained).toMatchObject({ oneAccuracy: 0.6, otherAccuracy: 0.75 });
    expect(decision.trained!.difference.low).toBeGreaterThan(0);
    expect(decision.untrained!.difference.mean).toBeCloseTo(-0.01, 12);
  });

  test('refuses what costs more, is not better, or is better by chance', () => {
    expect(decideAdapter(answers(60, 75), answers(80, 78)).reasons).toEqual(['untrainedLoss']);
    expect(decideAdapter(answers(60, 60), answers(80, 80)).reasons).toEqual(['noGain']);
    expect(decideAdapter(answers(60, 50), answers(80, 70)).reasons).toEqual(['noGain', 'untrainedLoss']);
    const chance = decideAdapter(answers(60, 62, 100), answers(80, 80));
    expect(chance.trained!.difference.mean).toBeCloseTo(0.02, 10);
    expect(chance.reasons).toEqual(['noGain']);
  });

  test('refuses what has not been measured', () => {
    const none = answers(0, 0, 0);
    const few = answers(0, 100, 4);
    expect(decideAdapter(few, answers(80, 80)).reasons).toEqual(['tooFewReviews']);
    expect(decideAdapter(few, answers(80, 80), { minVideoCount: 4 }).isAccepted).toBe(true);
    expect(decideAdapter(none, none)).toEqual({
      isAccepted: false,
      reasons: ['tooFewReviews', 'untrainedNotMeasured'],
      trained: null,
      untrained: null,
    });
  });
});
