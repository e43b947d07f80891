import { describe, expect, test } from '@jest/globals';
import { calibrateWindows } from './calibrate-windows.ts';
import type { ReviewedWindows } from './calibrate-windows.ts';

/** Of three concepts; what shows one says so by `gap`, and one span in four is taken for the next concept. */
function site(gap: number, { videoCount = 10, spansPerVideo = 12, windowsPerSpan = 3 } = {}): ReviewedWindows {
  const spans = Array.from({ length: videoCount * spansPerVideo }, (_, span) => span);
  const windows = spans.flatMap((span) => Array.from({ length: windowsPerSpan }, () => span));
  const truth = windows.map((span) => span % 3);
  const found = windows.map((span) => (span % 4 === 3 ? (span + 1) % 3 : span % 3));
  return {
    logits: Float32Array.from(found.flatMap((concept) => [0, 1, 2].map((k) => (k === concept ? gap : 0)))),
    conceptCount: 3,
    truth,
    videos: windows.map((span) => `video ${Math.floor(span / spansPerVideo)}`),
    spans: windows,
  };
}

describe('calibrateWindows', () => {
  test('makes probabilities say how much is right, as measured on held-out videos', () => {
    const { temperature, verdict, before, after, heldOutLoss } = calibrateWindows(site(9));
    expect(verdict).toBe('improves');
    expect(before.accuracy).toBeCloseTo(0.75, 5);
    expect(before.probability).toBeGreaterThan(0.99);
    expect(after!.accuracy).toBe(before.accuracy);
    expect(after!.probability).toBeCloseTo(0.75, 2);
    expect(after!.ece).toBeLessThan(before.ece / 10);
    expect(heldOutLoss!.after).toBeLessThan(heldOutLoss!.before);
    // e^(9/T) / (e^(9/T) + 2) = 0.75
    expect(temperature).toBeCloseTo(9 / Math.log(6), 2);
  });

  test('begins at the temperature so far, and keeps it where no other is better', () => {
    const again = calibrateWindows(site(9), { temperature: 9 / Math.log(6) });
    expect(again.temperature).toBeCloseTo(9 / Math.log(6), 2);
    const right = { ...site(9), truth: site(9).truth.map((_, row) => (Math.floor(row / 3) % 4 === 3 ? null : 0)) };
    const found = right.spans.map(() => [9, 0, 0]).flat();
    const allRight = calibrateWindows({ ...right, logits: Float32Array.from(found) }, { temperature: 3 });
    expect(allRight).toMatchObject({ temperature: 3, verdict: 'noOptimum', after: null, heldOutLoss: null });
  });

  test('counts each span once', () => {
    const { before, thresholds, sets } = calibrateWindows(site(9, { videoCount: 5 }));
    expect(before.bins.reduce((sum, { count }) => sum + count, 0)).toBe(60);
    expect(thresholds.reduce((sum, { foundCount }) => sum + foundCount, 0)).toBe(60);
    expect(sets.rowCount).toBe(60);
  });

  test('counts findings where none of the concepts is shown as wrong', () => {
    const windows = site(9);
    const { before, thresholds } = calibrateWindows({
      ...windows,
      truth: windows.truth.map((concept) => (concept === 2 ? null : concept)),
    });
    expect(thresholds[2].rightCount).toBe(0);
    expect(before.accuracy).toBeLessThan(0.6);
  });

  test('states what sets of concepts hold, on held-out videos', () => {
    const { coverage, sets, conceptSets } = calibrateWindows(site(9), { coverage: 0.7 });
    expect(coverage).toBeGreaterThanOrEqual(0.7);
    expect(sets.covered).toBeCloseTo(0.75, 5);
    expect(sets).toMatchObject({ one: 1, many: 0, empty: 0, size: 1 });
    expect(conceptSets.map((own) => own!.rowCount)).toEqual([40, 40, 40]);
    // Three in four are right: to hold nine of ten, sets hold all concepts.
    const wide = calibrateWindows(site(9), { coverage: 0.9 });
    expect(wide.sets).toMatchObject({ covered: 1, many: 1, size: 3 });
    const few = calibrateWindows(site(9, { videoCount: 2, spansPerVideo: 4 }), { coverage: 0.9 });
    expect(few).toMatchObject({ coverage: 1, minProbability: 0, conceptSets: [null, null, null] });
  });

  test('refuses reviews of one video', () => {
    expect(() => calibrateWindows(site(9, { videoCount: 1 }))).toThrow('reviews of one video');
  });
});
