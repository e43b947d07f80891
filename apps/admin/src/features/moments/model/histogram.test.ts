import { expect, test } from '@jest/globals';
import { histogramBars } from './histogram.ts';

test('histogramBars are as high as the root of their counts', () => {
  const { bars, from, to } = histogramBars([
    { from: 0, to: 0.25, count: 100 },
    { from: 0.25, to: 0.5, count: 25 },
    { from: 0.5, to: 0.75, count: 0 },
    { from: 0.75, to: 1, count: 1 },
  ]);
  expect([from, to]).toEqual([0, 1]);
  expect(bars.map(({ height }) => height)).toEqual([1, 0.5, 0, 0.1]);
  expect(bars.map(({ x, width }) => [x, width])).toEqual([0, 0.25, 0.5, 0.75].map((x) => [x, 0.25]));
});

test('histogramBars places values between the ends', () => {
  const { placeOf } = histogramBars([{ from: -0.5, to: 0.5, count: 3 }]);
  expect([-1, -0.5, 0, 0.5, 1].map(placeOf)).toEqual([0, 0, 0.5, 1, 1]);
  expect(histogramBars([]).bars).toEqual([]);
});
