import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { wilsonInterval } from './wilson-interval.ts';

test('wilsonInterval gives the published interval', () => {
  // Newcombe 1998, Statistics in Medicine 17, table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
  const published = [
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ];
  for (const [part, count, low, high] of published) {
    const interval = wilsonInterval(part, count);
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  }
});

test('wilsonInterval holds the share, and mirrors', () => {
  fc.assert(
    fc.property(fc.nat({ max: 50 }), fc.nat({ max: 50 }), (part, rest) => {
      const count = part + rest;
      const { low, high } = wilsonInterval(part, count);
      if (count > 0) expect(low - 1e-12 <= part / count && part / count <= high + 1e-12).toBe(true);
      expect(wilsonInterval(rest, count).high).toBeCloseTo(1 - low, 10);
    }),
  );
  expect(wilsonInterval(0, 0)).toEqual({ low: 0, high: 1 });
  expect(() => wilsonInterval(3, 2)).toThrow('invalid share: 3 of 2');
});
