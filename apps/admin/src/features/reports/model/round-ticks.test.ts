import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { roundTicks } from './round-ticks.ts';

test.each([
  [328.13, [0, 100, 200, 300]],
  [10, [0, 2, 4, 6, 8, 10]],
  [0.9, [0, 0.2, 0.4, 0.6, 0.8]],
  [0, [0]],
])('up to %d: %j', (most, ticks) => {
  expect(roundTicks(most).map((tick) => Number(tick.toFixed(6)))).toEqual(ticks);
});

test('there are a few of them, evenly, up to the number', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-3, max: 1e9, noNaN: true }), (most) => {
      const ticks = roundTicks(most);
      expect(ticks.length).toBeGreaterThanOrEqual(3);
      expect(ticks.length).toBeLessThanOrEqual(6);
      const step = ticks[1]!;
      expect(ticks.at(-1)! - most).toBeLessThanOrEqual(most * 1e-6);
      expect(most - ticks.at(-1)!).toBeLessThan(step * (1 + 1e-6));
      expect([1, 2, 5]).toContain(Math.round(step / 10 ** Math.floor(Math.log10(step) + 1e-9)));
    }),
  );
});
