import { describe, expect, test } from '@jest/globals';
import { fitTemperature } from './calibration.ts';
import { validateTemperature } from './validate-temperature.ts';

/** Two concepts, a gap of `gap` between the logits; in each video three of four rows are right. */
function threeOfFour(gap: number, videoCount: number) {
  const rows = Array.from({ length: 4 * videoCount }, (_, row) => row);
  return {
    logits: Float32Array.from(rows.flatMap(() => [gap, 0])),
    truth: rows.map((row) => (row % 4 === 3 ? 1 : 0)),
    videos: rows.map((row) => `video ${Math.floor(row / 4)}`),
  };
}

describe('validateTemperature', () => {
  test('keeps a temperature that makes held-out videos more likely', () => {
    const { logits, truth, videos } = threeOfFour(4, 5);
    const validated = validateTemperature(logits, 2, truth, videos);
    expect(validated.verdict).toBe('improves');
    expect(validated.temperature).toBe(fitTemperature(logits, 2, truth));
    // Every fold is alike: held out, the probability is 0.75 as well.
    expect(validated.heldOutLoss!.after).toBeCloseTo(-(0.75 * Math.log(0.75) + 0.25 * Math.log(0.25)), 4);
    expect(validated.heldOutLoss!.before).toBeGreaterThan(validated.heldOutLoss!.after);
    expect(validated.folds).toHaveLength(5);
    for (const { temperature } of validated.folds) expect(temperature).toBeCloseTo(validated.temperature, 3);
  });

  test('stays at 1 where the logits are right already', () => {
    // A gap of ln 3 says 0.75; four, two, three and three of four are right, 0.75 in all.
    const { logits, videos } = threeOfFour(Math.log(3), 4);
    const truth = [0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 1, 0, 0, 0, 1];
    const validated = validateTemperature(logits, 2, truth, videos);
    expect(validated).toMatchObject({ temperature: 1, verdict: 'doesNotImprove' });
    expect(validated.heldOutLoss!.after).toBeGreaterThan(validated.heldOutLoss!.before);
  });

  test('does not measure rows by others of the same video', () => {
    // Rows of one video are alike: all right in the first, all wrong in the second. Nothing carries over.
    const logits = Float32Array.from({ length: 16 }, (_, index) => (index % 2 === 0 ? 0.5 : 0));
    const truth = [0, 0, 0, 0, 0, 1, 1, 1];
    const byVideo = validateTemperature(logits, 2, truth, ['a', 'a', 'a', 'a', 'a', 'b', 'b', 'b']);
    expect(byVideo.verdict).toBe('doesNotImprove');
    expect(byVideo.heldOutLoss!.after).toBeGreaterThan(1);
  });

  test('has no temperature for rows that are all right, or lie in one video', () => {
    const { logits, videos } = threeOfFour(4, 3);
    const allRight = videos.map(() => 0);
    expect(validateTemperature(logits, 2, allRight, videos)).toEqual({
      temperature: 1,
      verdict: 'noOptimum',
      heldOutLoss: null,
      folds: ['video 0', 'video 1', 'video 2'].map((video) => ({ videos: new Set([video]), temperature: 1 })),
    });
    const oneVideo = videos.map(() => 'a');
    expect(validateTemperature(logits, 2, allRight, oneVideo).verdict).toBe('tooFewVideos');
    expect(() => validateTemperature(logits, 2, allRight, ['a'])).toThrow('1 videos for 12 rows');
  });
});
