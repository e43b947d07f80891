import { expect, test } from '@jest/globals';
import { SpanFrames } from './span-frames.ts';

/** Rows `[x, 0]` by time, as bits of half precision. */
const chunk = (...values: readonly number[]) => new Uint16Array(new Float16Array(values.flatMap((x) => [x, 0])).buffer);
const spread = { count: 3, from: 'spread' } as const;
const firsts = (rows: Float32Array) => [...rows].filter((_, index) => index % 2 === 0);

function frames(startMs: number, endMs: number): SpanFrames {
  const found = new SpanFrames({ startMs, endMs });
  found.add(Int32Array.of(0, 100, 200, 300), chunk(0, 1, 2, 3));
  found.add(Int32Array.of(400, 500, 600, 700), chunk(4, 5, 6, 7));
  return found;
}

test('the frames of a span are those that begin in it, over chunks', () => {
  expect(firsts(frames(200, 500).chosen(spread))).toEqual([2, 3, 4]);
  expect(frames(200, 500).dims).toBe(2);
});

test('of more frames some stand for all: spread over the span, or neighbours in its middle', () => {
  expect(firsts(frames(0, 800).chosen(spread))).toEqual([1, 4, 6]);
  expect(firsts(frames(0, 800).chosen({ count: 4, from: 'middle' }))).toEqual([2, 3, 4, 5]);
});

test('a span between two frames has the one nearest to its middle, whichever chunk that is in', () => {
  expect(firsts(frames(310, 340).chosen(spread))).toEqual([3]);
  expect(firsts(frames(360, 390).chosen(spread))).toEqual([4]);
  expect(firsts(frames(5000, 6000).chosen(spread))).toEqual([7]);
});

test('a video without frames has none', () => {
  const nothing = new SpanFrames({ startMs: 0, endMs: 1 });
  expect(() => nothing.chosen(spread)).toThrow('the video has no frames');
});
