import { expect, test } from '@jest/globals';
import { edgeAt, snapEdges, withEdge } from './edges.ts';
import type { Review } from './review.ts';

const review = (startMs: number, endMs: number): Review => ({
  key: `${startMs}`,
  startMs,
  endMs,
  verdict: 'draw',
  conceptId: 'a',
  person: null,
});
const lane = [review(0, 1000), review(1000, 2000)];

test('edgeAt finds the nearest edge within reach', () => {
  expect(edgeAt(lane, 1990, 50)).toEqual({ review: lane[1], edge: 'endMs' });
  expect(edgeAt(lane, 20, 50)).toEqual({ review: lane[0], edge: 'startMs' });
  expect(edgeAt(lane, 500, 50)).toBeNull();
});

test('edgeAt takes the later one where two meet', () => {
  expect(edgeAt(lane, 1010, 50)).toEqual({ review: lane[1], edge: 'startMs' });
});

test('withEdge keeps the span within the video, and a frame long', () => {
  const limits = { minMs: 40, durationMs: 2500.5 };
  const span = { startMs: 1000, endMs: 2000 };
  expect([-5, 900, 5000].map((ms) => withEdge(span, 'startMs', ms, limits).startMs)).toEqual([0, 900, 1960]);
  expect([0, 2100, 5000].map((ms) => withEdge(span, 'endMs', ms, limits).endMs)).toEqual([1040, 2100, 2500]);
});

test('snapEdges leaves out the review that is moved', () => {
  expect(snapEdges([{ startMs: 0, endMs: 700 }], lane, lane[0])).toEqual([0, 700, 1000, 2000]);
});
