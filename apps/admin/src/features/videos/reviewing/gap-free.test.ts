import { expect, test } from '@jest/globals';
import { GAP_MS, neighbourAt, overGaps, withSharedEdge } from './gap-free.ts';
import type { Review } from './review.ts';

const review = (startMs: number, endMs: number): Review => ({
  key: `${startMs}`,
  startMs,
  endMs,
  verdict: 'draw',
  conceptId: 'a',
  person: null,
});
const lane = [review(0, 1000), review(1000, 2000), review(5000, 6000)];

test('overGaps grows up to the nearest neighbours', () => {
  expect(overGaps(lane, { startMs: 3000, endMs: 4000 })).toEqual({ startMs: 2000, endMs: 5000 });
  expect(overGaps(lane, { startMs: 2000, endMs: 5000 })).toEqual({ startMs: 2000, endMs: 5000 });
});

test('overGaps leaves wide spans that nobody has reviewed, and the ends of the video', () => {
  const far = 6000 + GAP_MS + 1;
  expect(overGaps(lane, { startMs: far, endMs: far + 500 })).toEqual({ startMs: far, endMs: far + 500 });
  expect(overGaps([], { startMs: 500, endMs: 600 })).toEqual({ startMs: 500, endMs: 600 });
});

test('overGaps does not grow over what the span covers', () => {
  expect(overGaps(lane, { startMs: 900, endMs: 1500 })).toEqual({ startMs: 900, endMs: 1500 });
});

test('neighbourAt finds what touches an edge', () => {
  expect(neighbourAt(lane, lane[0]!, 'endMs')).toBe(lane[1]);
  expect(neighbourAt(lane, lane[1]!, 'startMs')).toBe(lane[0]);
  expect([neighbourAt(lane, lane[1]!, 'endMs'), neighbourAt(lane, lane[0]!, 'startMs')]).toEqual([null, null]);
});

test('withSharedEdge moves both, and leaves each a frame', () => {
  const [one, other] = [lane[0]!, lane[1]!];
  const edges = (ms: number) => withSharedEdge(one, other, 'endMs', ms, 40).map((span) => [span.startMs, span.endMs]);
  expect([edges(700), edges(-5), edges(9000)]).toEqual([
    [
      [0, 700],
      [700, 2000],
    ],
    [
      [0, 40],
      [40, 2000],
    ],
    [
      [0, 1960],
      [1960, 2000],
    ],
  ]);
  expect(withSharedEdge(other, one, 'startMs', 1200, 40)).toEqual([
    { startMs: 1200, endMs: 2000 },
    { startMs: 0, endMs: 1200 },
  ]);
});
