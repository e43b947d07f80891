import { expect, test } from '@jest/globals';
import { rescoreRanges } from './rescore-ranges.ts';

const id = '01a00000-0000-7000-8000-000000000000';
const runs = (frameCounts: readonly (number | null)[], ended: readonly number[] = []) =>
  frameCounts.map((frameCount, index) => ({
    id: `run ${index}`,
    libraryId: `of ${index}`,
    isOpen: !ended.includes(index),
    frameCount,
  }));
const ranges = (...given: Parameters<typeof runs>) =>
  rescoreRanges(id, runs(...given)).map(({ libraryId, range }) => {
    expect(libraryId).toBe(range.fromId.replace('run', 'of'));
    return [range.fromId, range.toId];
  });

test('cuts what has embeddings into ranges of half a million frames', () => {
  expect(ranges([300_000, 200_000, 1, null, 2_000_000, 5])).toEqual([
    ['run 0', 'run 1'],
    ['run 2', 'run 2'],
    ['run 4', 'run 4'],
    ['run 5', 'run 5'],
  ]);
});

test('cuts short videos into ranges of 200', () => {
  expect(ranges(Array(401).fill(20))).toEqual([
    ['run 0', 'run 199'],
    ['run 200', 'run 399'],
    ['run 400', 'run 400'],
  ]);
});

test('cuts the same when some have ended, without the ranges that are done', () => {
  expect(ranges([500_000, 400_000, 100_000, 7], [0, 1])).toEqual([
    ['run 1', 'run 2'],
    ['run 3', 'run 3'],
  ]);
});

test('has nothing to do without embeddings', () => {
  expect(ranges([null, null])).toEqual([]);
});
