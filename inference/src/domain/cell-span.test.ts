import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { countCells, planSpans, spanAt } from './cell-span.ts';

test('countCells counts those that have begun', () => {
  expect([countCells(10_000, 2), countCells(10_001, 2), countCells(100, 0.5)]).toEqual([20, 21, 1]);
});

test('planSpans leaves whole what fits into one span', () => {
  expect([planSpans(0, 5), planSpans(5, 5)]).toEqual([null, null]);
  expect(planSpans(6, 5)).toEqual({ spanCount: 2, spanCells: 3 });
});

test('spans follow each other, are as few as may be, and the last one is open', () => {
  const count = fc.integer({ min: 1, max: 10_000 });
  fc.assert(
    fc.property(count, count, (cellCount, maxCells) => {
      const plan = planSpans(cellCount, maxCells);
      if (!plan) return cellCount <= maxCells;
      const spans = Array.from({ length: plan.spanCount }, (_, index) => spanAt(plan, index));
      const ends = spans.map(({ endCell }) => endCell ?? cellCount);
      expect(spans.map(({ startCell }) => startCell)).toEqual([0, ...ends.slice(0, -1)]);
      expect(spans.at(-1)!.endCell).toBeNull();
      const lengths = spans.map(({ startCell }, index) => ends[index] - startCell);
      expect(Math.max(...lengths)).toBeLessThanOrEqual(maxCells);
      expect(Math.min(...lengths)).toBeGreaterThan(0);
      return plan.spanCount <= Math.ceil(cellCount / maxCells);
    }),
  );
});

test('neither cuts into nothing', () => {
  expect(() => planSpans(10, 0)).toThrow('invalid length of a span: 0');
  expect(() => spanAt({ spanCount: 2, spanCells: 5 }, 2)).toThrow('invalid span: 2 of 2');
});
