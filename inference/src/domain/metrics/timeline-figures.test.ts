import { expect, test } from '@jest/globals';
import { timelineFigures } from './timeline-figures.ts';

const span = (startMs: number, endMs: number, label: string | null, probability = 0.9) => ({
  startMs,
  endMs,
  label,
  probability,
});

const perfect = {
  video: 'one',
  durationMs: 2000,
  reviewed: [span(0, 1000, 'wipe'), span(1000, 2000, 'tape')],
  found: [span(0, 1000, 'wipe'), span(1000, 2000, 'tape')],
};

test('timelineFigures is all right where everything is', () => {
  expect(timelineFigures([perfect])).toEqual({
    videoCount: 1,
    leftOutCount: 0,
    reviewedShare: 1,
    frameAccuracy: 1,
    editScore: 1,
    f1: [0.1, 0.25, 0.5].map((overlap) => ({ overlap, value: 1 })),
    map: [0.3, 0.5, 0.7].map((overlap) => ({ overlap, value: 1 })),
  });
});

test('timelineFigures counts time, order and overlap each by itself', () => {
  // The first four tenths of the second act are taken for the first: tIoU 1000/1400 and 600/1000.
  const late = { ...perfect, found: [span(0, 1400, 'wipe'), span(1400, 2000, 'tape')] };
  expect(timelineFigures([late])).toMatchObject({
    frameAccuracy: 0.8,
    editScore: 1,
    f1: [{ value: 1 }, { value: 1 }, { value: 1 }],
    map: [
      { overlap: 0.3, value: 1 },
      { overlap: 0.5, value: 1 },
      { overlap: 0.7, value: 0.5 },
    ],
  });
});

test('timelineFigures leaves out videos with gaps, and the gaps of others', () => {
  const gappy = { ...perfect, video: 'two', reviewed: [span(0, 500, 'wipe')] };
  const nearly = { ...perfect, video: 'three', reviewed: [span(0, 1000, 'wipe'), span(1200, 2000, 'tape')] };
  expect(timelineFigures([gappy, nearly])).toMatchObject({
    videoCount: 1,
    leftOutCount: 1,
    reviewedShare: 0.9,
    frameAccuracy: 1,
  });
  expect(timelineFigures([gappy])).toBeNull();
});

test('timelineFigures takes what is none of the concepts as background', () => {
  const none = { ...perfect, reviewed: [span(0, 2000, null)], found: [span(0, 2000, null)] };
  expect(timelineFigures([none])).toMatchObject({ frameAccuracy: 1, editScore: 1, map: null });
});

test('timelineFigures lets the later of two overlapping reviews count', () => {
  const corrected = { ...perfect, reviewed: [span(0, 2000, 'wipe'), span(1000, 2000, 'tape')] };
  expect(timelineFigures([corrected])!.frameAccuracy).toBe(1);
});
