import { describe, expect, test } from '@jest/globals';
import { byUncertainty, nextUnreviewed } from './uncertainty.ts';

const segment = (probability: number, runnerUps: readonly number[], conceptIndex = 0) => ({
  startMs: 0,
  endMs: 1,
  conceptIndex,
  probability,
  runnersUp: runnerUps.map((each, index) => ({ conceptIndex: index + 1, probability: each })),
});

test('byUncertainty puts the smallest lead first', () => {
  const sure = segment(0.9, [0.05]);
  const unsure = segment(0.4, [0.375]);
  const unknown = segment(0.25, [0.25, 0.125], -1);
  const alone = segment(0.5, []);
  expect(byUncertainty([sure, unsure, unknown, alone])).toEqual([1, 2, 3, 0]);
  expect(byUncertainty([unsure, unsure])).toEqual([0, 1]);
});

describe('nextUnreviewed', () => {
  const order = [2, 0, 3, 1];
  const walk = (reviewed: readonly number[], from: number, direction: 1 | -1) =>
    nextUnreviewed(order, (index) => reviewed.includes(index), from, direction);

  test('goes on in the order, and round', () => {
    expect([-1, 2, 0, 3, 1].map((from) => walk([], from, 1))).toEqual([2, 0, 3, 1, 2]);
    expect([-1, 2, 0, 3, 1].map((from) => walk([], from, -1))).toEqual([1, 1, 2, 0, 3]);
  });

  test('leaves out what is reviewed', () => {
    expect([walk([0, 3], 2, 1), walk([0, 3], 1, -1), walk([2], 1, 1)]).toEqual([1, 2, 0]);
  });

  test('comes back to the only one that is left, and then finds none', () => {
    expect(walk([0, 1, 3], 2, 1)).toBe(2);
    expect([walk([0, 1, 2, 3], 2, 1), nextUnreviewed([], () => false, -1, 1)]).toEqual([null, null]);
  });
});
