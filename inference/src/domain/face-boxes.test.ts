import { expect, test } from '@jest/globals';
import { faceBoxes } from './face-boxes.ts';

const NO = [0, 0, 0, 0, -9];
const anchors = [[2, 3] as const];

test('faceBoxes places a box by its cell, its offsets and its anchor', () => {
  // The second cell of the second row; sizes of the anchor, and twice its height.
  const values = Float32Array.from([NO, NO, NO, NO, [0, 0, 0, Math.log(2), 0], NO].flat());
  const [box, ...others] = faceBoxes({ values, rowCount: 2, columnCount: 3, cellSize: 10, anchors }, 0.5);
  expect(others).toEqual([]);
  // Half a cell is what an offset of 0 means.
  expect(box!.left).toBeCloseTo(15 - 10);
  expect(box!.top).toBeCloseTo(15 - 30);
  expect([box!.width, box!.height]).toEqual([expect.closeTo(20), expect.closeTo(60)]);
  expect(box!.score).toBe(0.5);
});

test('faceBoxes leaves out what is not sure enough, and takes every anchor of a cell', () => {
  const grid = { rowCount: 1, columnCount: 1, cellSize: 10, anchors: [[1, 1] as const, [2, 2] as const] };
  const values = Float32Array.from([0, 0, 0, 0, 1, 0, 0, 0, 0, 2]);
  const widths = (minScore: number) => faceBoxes({ values, ...grid }, minScore).map(({ width }) => width);
  expect(widths(0.7)).toEqual([10, 20]);
  expect(widths(0.8)).toEqual([20]);
  expect(widths(0.9)).toEqual([]);
});
