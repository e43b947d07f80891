import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { findMoments, scoreWindows } from './moments.ts';
import type { ScoredVideo } from './moments.ts';

/** Windows of a second each. */
const video = (...similarities: number[]): ScoredVideo => ({
  similarities: Float32Array.from(similarities),
  boundariesMs: Int32Array.from({ length: similarities.length + 1 }, (_, index) => index * 1000),
});

describe('scoreWindows', () => {
  test("averages the frames' cosines over windows that tile the video", () => {
    const scored = scoreWindows(Float32Array.of(0, 0.5, 1), [250, 750, 1250], 1500, { frameCount: 2 });
    expect([...scored.similarities]).toEqual([0.25, 0.75, 1]);
    expect([...scored.boundariesMs]).toEqual([0, 500, 1000, 1500]);
  });

  test('of a video without frames are none', () => {
    expect(scoreWindows(new Float32Array(0), [], 1500).similarities).toHaveLength(0);
  });
});

describe('findMoments', () => {
  test('joins windows that touch, and tells where the best of them is', () => {
    const found = findMoments([video(0, 0.75, 1, 0, 0, 0, 0, 0, 0)], 5);
    expect(found).toEqual([{ videoIndex: 0, startMs: 1000, endMs: 3000, similarity: 1, bestMs: 2500 }]);
  });

  test('does not join across videos, and puts the best first', () => {
    const rest = [0, 0, 0, 0, 0, 0];
    const found = findMoments([video(...rest, 0.75), video(1, ...rest)], 5);
    expect(found.map(({ videoIndex, startMs, endMs }) => [videoIndex, startMs, endMs])).toEqual([
      [1, 0, 1000],
      [0, 6000, 7000],
    ]);
  });

  test('ends before it would begin one too many; then no moment reaches over worse windows', () => {
    const found = findMoments([video(0, 0.5, 1, 0, 0.75, 0, 0, 0, 0, 0, 0, 0)], 1);
    expect(found).toEqual([{ videoIndex: 0, startMs: 2000, endMs: 3000, similarity: 1, bestMs: 2500 }]);
  });

  test('makes one of two moments where a window joins them', () => {
    const found = findMoments([video(1, 0.875, 0.9375, 0, 0, 0, 0, 0, 0, 0, 0)], 2);
    expect(found).toMatchObject([{ startMs: 0, endMs: 3000, similarity: 1, bestMs: 500 }]);
  });

  test('leaves out what fits no better than the rest, so there may be fewer', () => {
    expect(findMoments([video(1, 0, 0.0625, 0, 0.125, 0, 0, 0, 0)], 20)).toHaveLength(1);
  });

  test('finds nothing where there is nothing, and all where all is equal', () => {
    expect(findMoments([], 5)).toEqual([]);
    expect(findMoments([video(0.3, 0.3, 0.3)], 5)).toMatchObject([{ startMs: 0, endMs: 3000 }]);
  });

  test('are apart from each other, ordered, and the first has the best window', () => {
    const videos = fc.array(fc.array(fc.float({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 30 }), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(videos, fc.integer({ min: 1, max: 8 }), (lists, count) => {
        const found = findMoments(
          lists.map((list) => video(...list)),
          count,
        );
        expect(found.length).toBeGreaterThanOrEqual(1);
        expect(found.length).toBeLessThanOrEqual(count);
        expect(found[0].similarity).toBe(Math.max(...lists.flat().map(Math.fround)));
        for (const [index, one] of found.entries())
          for (const other of found.slice(index + 1)) {
            expect(other.similarity).toBeLessThanOrEqual(one.similarity);
            const isApart = other.endMs < one.startMs || one.endMs < other.startMs;
            expect(other.videoIndex !== one.videoIndex || isApart).toBe(true);
          }
      }),
    );
  });
});
