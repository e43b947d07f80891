import { expect, test } from '@jest/globals';
import { spanWindows } from './span-windows.ts';

const windows = Array.from({ length: 10 }, (_, index) => ({ startMs: 500 * index, endMs: 500 * (index + 1) }));

test('spanWindows spreads over the windows of a span', () => {
  expect(spanWindows(windows, { startMs: 1000, endMs: 4000 }, 3)).toEqual([3, 5, 7]);
  expect(spanWindows(windows, { startMs: 1000, endMs: 2000 }, 3)).toEqual([2, 3]);
});

test('spanWindows takes the window around a span that is shorter than windows are, and the last one behind the end', () => {
  expect(spanWindows(windows, { startMs: 1300, endMs: 1400 }, 3)).toEqual([2]);
  expect(spanWindows(windows, { startMs: 6000, endMs: 6500 }, 3)).toEqual([9]);
});
