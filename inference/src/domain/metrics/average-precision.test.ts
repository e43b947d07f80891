import { describe, expect, test } from '@jest/globals';
import { averagePrecision, meanAveragePrecision } from './average-precision.ts';

const segment = (start: number, end: number, label = 'wipe', video = 'a.mp4') => ({ video, label, start, end });
const found = (start: number, end: number, score: number, label = 'wipe', video = 'a.mp4') => ({
  ...segment(start, end, label, video),
  score,
});

describe('averagePrecision', () => {
  const truth = [segment(0, 10), segment(20, 30)];

  test('is 1 where all are found first', () => {
    expect(averagePrecision([found(0, 10, 0.9), found(20, 30, 0.8), found(50, 60, 0.1)], truth, 0.5)).toBe(1);
  });

  test('interpolates the precision', () => {
    // right, wrong, right: precision 1, 1/2, 2/3 at recall 1/2, 1/2, 1
    const findings = [found(0, 10, 0.9), found(50, 60, 0.8), found(20, 30, 0.7)];
    expect(averagePrecision(findings, truth, 0.5)).toBeCloseTo(0.5 * 1 + 0.5 * (2 / 3), 10);
  });

  test('counts a second finding of the same segment, another video and too little overlap as wrong', () => {
    expect(averagePrecision([found(0, 10, 0.9), found(0, 10, 0.8)], [segment(0, 10)], 0.5)).toBe(1);
    expect(averagePrecision([found(0, 9, 0.9), found(1, 10, 0.8)], truth, 0.5)).toBe(0.5);
    expect(averagePrecision([found(0, 10, 0.9, 'wipe', 'b.mp4')], truth, 0.5)).toBe(0);
    expect(averagePrecision([found(0, 4, 0.9)], truth, 0.5)).toBe(0);
    expect(averagePrecision([found(0, 4, 0.9)], truth, 0.4)).toBe(0.5);
  });
});

describe('meanAveragePrecision', () => {
  test('averages over the labels that occur', () => {
    const truth = [segment(0, 10), segment(20, 30, 'pour')];
    expect(meanAveragePrecision([found(0, 10, 0.5), found(0, 10, 0.9, 'scan')], truth, 0.5)).toBe(0.5);
    expect(
      meanAveragePrecision(
        truth.map((s) => ({ ...s, score: 1 })),
        truth,
        1,
      ),
    ).toBe(1);
  });

  test('is not defined without truth', () => {
    expect(() => meanAveragePrecision([], [], 0.5)).toThrow('not defined without true segments');
  });
});
