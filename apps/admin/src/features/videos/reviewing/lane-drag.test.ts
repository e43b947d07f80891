import { expect, test } from '@jest/globals';
import { draggedSpan } from './lane-drag.ts';

const limits = { fps: 25, minMs: 40, durationMs: 10_000, snapMs: [0, 1010, 2000], toleranceMs: 30 };
const review = { key: 'a', startMs: 1000, endMs: 2000, verdict: 'draw', conceptId: 'a', person: null } as const;

test('draggedSpan draws from frame to frame, in either direction', () => {
  expect(draggedSpan({ kind: 'draw', fromMs: 3001 }, 3410, limits)).toEqual({ startMs: 3000, endMs: 3400 });
  expect(draggedSpan({ kind: 'draw', fromMs: 3410 }, 3001, limits)).toEqual({ startMs: 3000, endMs: 3400 });
});

test('draggedSpan snaps to edges that are near, and stays within the video', () => {
  expect(draggedSpan({ kind: 'draw', fromMs: 985 }, 2020, limits)).toEqual({ startMs: 1010, endMs: 2000 });
  expect(draggedSpan({ kind: 'draw', fromMs: 9000 }, 99_000, limits)).toEqual({ startMs: 9000, endMs: 10_000 });
});

test('draggedSpan is nothing within a frame', () => {
  expect(draggedSpan({ kind: 'draw', fromMs: 3001 }, 3015, limits)).toBeNull();
});

test('draggedSpan moves an edge, not across the other one', () => {
  expect(draggedSpan({ kind: 'edge', review, edge: 'startMs' }, 1021, limits)).toEqual({ startMs: 1010, endMs: 2000 });
  expect(draggedSpan({ kind: 'edge', review, edge: 'startMs' }, 5000, limits)).toEqual({ startMs: 1960, endMs: 2000 });
});
