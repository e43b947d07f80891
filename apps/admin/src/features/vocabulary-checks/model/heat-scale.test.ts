import { expect, test } from '@jest/globals';
import { heatScale, movedCell, STEP_COUNT } from './heat-scale.ts';

test('heatScale runs from the least to the most similar pair, whatever the diagonal says', () => {
  // prettier-ignore
  const scale = heatScale([
    1, 0.5, 0.75,
    0.5, 1, 0.625,
    0.75, 0.625, 1,
  ], 3);
  expect([scale.low, scale.high]).toEqual([0.5, 0.75]);
  expect([0.5, 0.625, 0.75, 1].map(scale.stepOf)).toEqual([0, 8, STEP_COUNT - 1, STEP_COUNT - 1]);
});

test('heatScale of equal values has no low end', () => {
  expect(heatScale([1, 0.5, 0.5, 1], 2).stepOf(0.5)).toBe(STEP_COUNT - 1);
});

test('movedCell stays on the map', () => {
  expect(movedCell({ row: 0, column: 1 }, 'ArrowUp', 3)).toEqual({ row: 0, column: 1 });
  expect(movedCell({ row: 0, column: 1 }, 'ArrowDown', 3)).toEqual({ row: 1, column: 1 });
  expect(movedCell({ row: 1, column: 1 }, 'End', 3)).toEqual({ row: 1, column: 2 });
  expect(movedCell({ row: 1, column: 1 }, 'a', 3)).toBeNull();
});
