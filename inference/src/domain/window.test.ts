import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { windows } from './window.ts';

describe('windows', () => {
  test('of one frame meet halfway between the frames', () => {
    expect(windows([250, 750, 1250], 1500, { frameCount: 1 })).toEqual([
      { cellIndex: 0, startIndex: 0, endIndex: 1, startMs: 0, endMs: 500 },
      { cellIndex: 1, startIndex: 1, endIndex: 2, startMs: 500, endMs: 1000 },
      { cellIndex: 2, startIndex: 2, endIndex: 3, startMs: 1000, endMs: 1500 },
    ]);
  });

  test('slide over more frames than they stand for', () => {
    const spans = windows([250, 750, 1250, 1750], 2000, { frameCount: 3 });
    expect(spans.map(({ startIndex, endIndex }) => [startIndex, endIndex])).toEqual([
      [0, 2],
      [0, 3],
      [1, 4],
      [2, 4],
    ]);
    expect(spans.map(({ startMs, endMs }) => [startMs, endMs])).toEqual([
      [0, 500],
      [500, 1000],
      [1000, 1500],
      [1500, 2000],
    ]);
  });

  test.each([
    [1, '0–1 1–2 2–3 3–4 4–5'],
    [2, '0–2 1–3 2–4 3–5 4–5'],
    [3, '0–2 0–3 1–4 2–5 3–5'],
    [4, '0–3 0–4 1–5 2–5 3–5'],
    [5, '0–3 0–4 0–5 1–5 2–5'],
    [11, '0–5 0–5 0–5 0–5 0–5'],
  ])('of %i frames average fewer at both ends', (frameCount, expected) => {
    const spans = windows([100, 200, 300, 400, 500], 600, { frameCount });
    expect(spans.map(({ startIndex, endIndex }) => `${startIndex}–${endIndex}`).join(' ')).toBe(expected);
  });

  test('of four frames are the default', () => {
    const timesMs = [100, 200, 300, 400, 500];
    expect(windows(timesMs, 600)).toEqual(windows(timesMs, 600, { frameCount: 4, stepCount: 1 }));
  });

  test('of no frames are none', () => {
    expect(windows([], 600)).toEqual([]);
  });

  test('shorter than a millisecond are left out', () => {
    expect(windows([100, 100, 100], 200, { frameCount: 1 })).toEqual([
      { cellIndex: 0, startIndex: 0, endIndex: 1, startMs: 0, endMs: 100 },
      { cellIndex: 2, startIndex: 2, endIndex: 3, startMs: 100, endMs: 200 },
    ]);
  });

  test('of separate frames leave a shorter one at the end', () => {
    expect(windows([100, 200, 300, 400, 500], 600, { frameCount: 2, stepCount: 2 })).toEqual([
      { cellIndex: 0, startIndex: 0, endIndex: 2, startMs: 0, endMs: 250 },
      { cellIndex: 1, startIndex: 2, endIndex: 4, startMs: 250, endMs: 450 },
      { cellIndex: 2, startIndex: 4, endIndex: 5, startMs: 450, endMs: 600 },
    ]);
  });

  test('refuse what makes no sense', () => {
    expect(() => windows([0], 0)).toThrow('invalid duration: 0 ms');
    expect(() => windows([0], 10, { frameCount: 0 })).toThrow('invalid window size: 0');
    expect(() => windows([0], 10, { frameCount: 2, stepCount: 3 })).toThrow('invalid window step: 3; it must be 1 … 2');
    expect(() => windows([5, 4], 10)).toThrow('frame 1 is not after the one before it: 4 ms');
  });

  test('tile the video without gap or overlap, whatever the times', () => {
    const times = fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 40 });
    const sizes = fc.tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 8 }));
    fc.assert(
      fc.property(times, fc.integer({ min: 1, max: 5000 }), sizes, (unsorted, durationMs, [a, b]) => {
        const options = { frameCount: Math.max(a, b), stepCount: Math.min(a, b) };
        const timesMs = unsorted.toSorted((x, y) => x - y);
        const spans = windows(timesMs, durationMs, options);
        expect(spans[0].startMs).toBe(0);
        expect(spans.at(-1)!.endMs).toBe(durationMs);
        spans.forEach((span, index) => {
          expect(span.endMs).toBeGreaterThan(span.startMs);
          expect(span.startMs).toBe(spans[index - 1]?.endMs ?? 0);
          expect(span.endIndex - span.startIndex).toBeGreaterThanOrEqual(1);
          expect(span.endIndex - span.startIndex).toBeLessThanOrEqual(options.frameCount);
        });
      }),
    );
  });
});
