import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { temporalIou } from './temporal-iou.ts';

test.each([
  [0, 10, 5, 15, 1 / 3],
  [0, 10, 0, 10, 1],
  [0, 10, 10, 20, 0],
  [0, 10, 2, 4, 0.2],
  [5, 5, 5, 5, 0],
])('temporalIou of [%i, %i) and [%i, %i) is %f', (start, end, otherStart, otherEnd, iou) => {
  expect(temporalIou({ start, end }, { start: otherStart, end: otherEnd })).toBeCloseTo(iou, 10);
});

test('temporalIou is symmetric and 0 … 1', () => {
  const interval = fc
    .tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 1, max: 50 }))
    .map(([start, length]) => ({ start, end: start + length }));
  fc.assert(
    fc.property(interval, interval, (a, b) => {
      const iou = temporalIou(a, b);
      expect(iou).toBe(temporalIou(b, a));
      expect(iou).toBeGreaterThanOrEqual(0);
      expect(iou).toBeLessThanOrEqual(1);
      expect(temporalIou(a, a)).toBe(1);
    }),
  );
});
