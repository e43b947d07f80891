import { describe, expect, test } from '@jest/globals';
import { evenTimes, frameTimesProblem } from './frame-times.ts';

test('evenTimes rounds each time, not the distance', () => {
  expect(evenTimes(4, 2)).toEqual([0, 500, 1000, 1500]);
  expect(evenTimes(4, 3, 100)).toEqual([100, 433, 767, 1100]);
  expect(evenTimes(0, 2)).toEqual([]);
});

describe('frameTimesProblem', () => {
  test('is none where the frames end with the video', () => {
    expect(frameTimesProblem(evenTimes(20, 2), 10_000)).toBeNull();
    expect(frameTimesProblem(evenTimes(20, 2), 10_480)).toBeNull();
    expect(frameTimesProblem(evenTimes(20, 2), 8600)).toBeNull();
    expect(frameTimesProblem([0], 900)).toBeNull();
    expect(frameTimesProblem([0, 10_000], 29_000)).toBeNull();
  });

  test('tells of more or fewer frames than the video has', () => {
    const ends = (count: number, durationMs: number, isTruncated?: true) =>
      frameTimesProblem(evenTimes(count, 2), durationMs, isTruncated ? { isTruncated } : {});
    expect(ends(20, 8000)).toBe('its 20 rows end at 9.5 s, the video at 8.0 s');
    expect(ends(20, 12_000)).toBe('its 20 rows end at 9.5 s, the video at 12.0 s');
    expect(ends(20, 12_000, true)).toBeNull();
    expect(ends(20, 8000, true)).toBe('its 20 rows end at 9.5 s, the video at 8.0 s');
    expect(ends(0, 8000)).toBe('there are no times');
  });

  test('names the first time that does not follow', () => {
    expect(frameTimesProblem([0, 500, 500], 1000)).toBe('the time of row 2, 500, does not follow 500');
    expect(frameTimesProblem([-1, 500], 1000)).toBe('the time of row 0, -1, does not follow 0');
    expect(frameTimesProblem([0, 0.5], 1000)).toBe('the time of row 1, 0.5, does not follow 0');
    expect(frameTimesProblem([0, NaN], 1000)).toBe('the time of row 1, NaN, does not follow 0');
  });
});
