import { describe, expect, test } from '@jest/globals';
import { barsOf } from './bars.ts';
import { showSpan, wholeAxis } from './time-axis.ts';
import { firstEndingAfter, probabilityOf, segmentIndexAt } from './track.ts';
import type { TrackSegment } from './track.ts';

/** Segments that follow each other, each of the next of three concepts. */
function tiles(...lengthsMs: number[]): TrackSegment[] {
  let startMs = 0;
  return lengthsMs.map((length, index) => {
    const segment = { startMs, endMs: startMs + length, conceptIndex: index % 3, probability: 0.5, runnersUp: [] };
    startMs += length;
    return segment;
  });
}

describe('finding', () => {
  const segments = tiles(1000, 2000, 500);

  test('segmentIndexAt takes the start in and leaves the end out', () => {
    expect([0, 999, 1000, 2999, 3000, 3500].map((ms) => segmentIndexAt({ segments }, ms))).toEqual([0, 0, 1, 1, 2, -1]);
  });

  test('segmentIndexAt finds nothing in a gap', () => {
    expect(segmentIndexAt({ segments: [segments[0]!, segments[2]!] }, 2000)).toBe(-1);
  });

  test('firstEndingAfter is the number of segments beyond the last', () => {
    expect(firstEndingAfter(segments, 3500)).toBe(3);
    expect(firstEndingAfter([], 0)).toBe(0);
  });

  test('probabilityOf looks among the runners-up', () => {
    const segment = { ...segments[0]!, runnersUp: [{ conceptIndex: 2, probability: 0.3 }] };
    expect([0, 1, 2].map((concept) => probabilityOf(segment, concept))).toEqual([0.5, 0, 0.3]);
  });
});

describe('barsOf', () => {
  test('gives what is on show, with its true edges', () => {
    const axis = showSpan(wholeAxis(3500, 100), 500, 1000);
    expect(barsOf(tiles(1000, 2000, 500), axis)).toEqual([
      { segmentIndex: 0, x: -50, width: 100 },
      { segmentIndex: 1, x: 50, width: 200 },
    ]);
    // What begins where it ends is not on show.
    expect(barsOf(tiles(1000, 2000, 500), showSpan(wholeAxis(3500, 100), 0, 1000))).toEqual([
      { segmentIndex: 0, x: 0, width: 100 },
    ]);
  });

  test('lets each pixel show the segment in its middle', () => {
    const segments = tiles(1, 8, 1, 10, 1, 2, 7);
    expect(barsOf(segments, wholeAxis(30, 3))).toEqual([
      { segmentIndex: 1, x: 0, width: 1 },
      { segmentIndex: 3, x: 1, width: 1 },
      { segmentIndex: 6, x: 2, width: 1 },
    ]);
  });

  test('is bounded by the pixels, not by the segments', () => {
    const segments = tiles(...Array.from({ length: 100_000 }, () => 10));
    const bars = barsOf(segments, wholeAxis(1_000_000, 800));
    expect(bars).toHaveLength(800);
    expect(bars.map(({ x }) => x)).toEqual(Array.from({ length: 800 }, (_, x) => x));
  });

  test('ends although a last segment is narrower than a pixel', () => {
    expect(barsOf(tiles(999, 1), wholeAxis(1000, 100)).at(-1)).toEqual({ segmentIndex: 1, x: 99, width: 1 });
  });
});
