import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { smoothRows } from './smooth.ts';

describe('smoothRows', () => {
  test('spreads a peak symmetrically, column by column', () => {
    const smoothed = smoothRows(Float32Array.of(0, 7, 0, 7, 1, 7, 0, 7, 0, 7), 2, 0.5);
    const column = [0, 2, 4, 6, 8].map((index) => smoothed[index]);
    expect(column[2]).toBeGreaterThan(column[1]);
    expect(column[1]).toBeCloseTo(column[3], 6);
    expect(column[0]).toBeCloseTo(column[4], 6);
    expect(column[1]).toBeCloseTo(Math.exp(-2) / (1 + 2 * Math.exp(-2) + Math.exp(-8)), 6);
    for (const index of [1, 3, 5, 7, 9]) expect(smoothed[index]).toBeCloseTo(7, 5);
  });

  test('at 0 returns a copy', () => {
    const values = Float32Array.of(1, 2, 3);
    const copy = smoothRows(values, 1, 0);
    expect(copy).not.toBe(values);
    expect([...copy]).toEqual([1, 2, 3]);
    expect(() => smoothRows(values, 1, -1)).toThrow('invalid smoothing: -1');
  });

  test('stays within the range of the values', () => {
    const values = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(values, fc.double({ min: 0.1, max: 5, noNaN: true }), (column, sigma) => {
        for (const value of smoothRows(Float32Array.from(column), 1, sigma)) {
          expect(value).toBeGreaterThanOrEqual(Math.min(...column) - 1e-4);
          expect(value).toBeLessThanOrEqual(Math.max(...column) + 1e-4);
        }
      }),
    );
  });
});
