import { describe, expect, test } from '@jest/globals';
import { frameAccuracy, harmonicMean, rightRows, topKAccuracy } from './accuracy.ts';

describe('topKAccuracy', () => {
  const logits = Float32Array.of(3, 2, 1, 1, 3, 2);

  test('counts rows whose concept is among the best k', () => {
    expect(topKAccuracy(logits, 3, [0, 0])).toBe(0.5);
    expect(topKAccuracy(logits, 3, [1, 2], 1)).toBe(0);
    expect(topKAccuracy(logits, 3, [1, 2], 2)).toBe(1);
    expect(topKAccuracy(logits, 3, [2, 0], 2)).toBe(0);
  });

  test('breaks ties by index', () => {
    expect(topKAccuracy(Float32Array.of(1, 1), 2, [0])).toBe(1);
    expect(topKAccuracy(Float32Array.of(1, 1), 2, [1])).toBe(0);
  });

  test('refuses truth that does not fit', () => {
    expect(() => topKAccuracy(logits, 3, [0])).toThrow('1 true concepts for 2 rows');
    expect(() => topKAccuracy(logits, 3, [0, 3])).toThrow('no such concept: 3');
    expect(() => topKAccuracy(new Float32Array(), 3, [])).toThrow('not defined without rows');
  });
});

test('rightRows tells which rows are right', () => {
  expect(rightRows(Float32Array.of(3, 2, 1, 1, 3, 2), 3, [0, 2])).toEqual([true, false]);
  expect(rightRows(new Float32Array(), 3, [])).toEqual([]);
});

test('frameAccuracy is the share of right positions', () => {
  expect(frameAccuracy(['a', null, 'b', 'b'], ['a', null, 'a', 'b'])).toBe(0.75);
  expect(() => frameAccuracy(['a'], [])).toThrow('1 predicted frames for 0 true ones');
});

test('harmonicMean', () => {
  expect(harmonicMean(30, 60)).toBe(40);
  expect(harmonicMean(0, 0)).toBe(0);
});
