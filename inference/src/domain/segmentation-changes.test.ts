import { expect, test } from '@jest/globals';
import { SegmentationChanges } from './segmentation-changes.ts';

/** Labels of a second each, in order. */
const seconds = (...labels: (number | null)[]) =>
  labels.map((label, index) => ({ startMs: 1000 * index, endMs: 1000 * (index + 1), label, probability: 0.5 }));

test('adds up over videos: shares, totals by label, and who took whose time', () => {
  const changes = new SegmentationChanges<string>();
  expect(changes.add('a', seconds(1, 1, 2, null), seconds(1, 2, 2, 2))).toEqual({
    comparedMs: 4000,
    changedMs: 2000,
    changeCount: 2,
  });
  expect(changes.add('b', seconds(1, 1), seconds(2, 2))).toEqual({ comparedMs: 2000, changedMs: 2000, changeCount: 1 });
  expect(changes.add('c', seconds(1), seconds(1))).toEqual({ comparedMs: 1000, changedMs: 0, changeCount: 0 });
  expect(changes.all).toEqual({ comparedMs: 7000, changedMs: 4000, changeCount: 3 });
  expect(changes.totals).toEqual([
    { label: 2, beforeMs: 1000, afterMs: 5000, beforeCount: 1, afterCount: 5 },
    { label: 1, beforeMs: 5000, afterMs: 2000, beforeCount: 5, afterCount: 2 },
    { label: null, beforeMs: 1000, afterMs: 0, beforeCount: 1, afterCount: 0 },
  ]);
  expect(changes.swaps).toMatchObject([
    { before: 1, after: 2, durationMs: 3000, count: 2, examples: [{ place: 'b', endMs: 2000 }, { place: 'a' }] },
    { before: null, after: 2, durationMs: 1000, count: 1, examples: [{ place: 'a', startMs: 3000 }] },
  ]);
});

test('keeps the longest examples, one of each video', () => {
  const changes = new SegmentationChanges<string>({ exampleCount: 2 });
  changes.add('a', seconds(1, 2, 1, 1), seconds(2, 2, 2, 2));
  changes.add('b', seconds(1), seconds(2));
  changes.add('c', seconds(1, 1, 1), seconds(2, 2, 2));
  changes.add('d', seconds(1), seconds(2));
  const [{ count, examples }] = changes.swaps;
  expect(count).toBe(5);
  expect(examples.map(({ place, startMs, endMs }) => [place, startMs, endMs])).toEqual([
    ['c', 0, 3000],
    ['a', 2000, 4000],
  ]);
});
