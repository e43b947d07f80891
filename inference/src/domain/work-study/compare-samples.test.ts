import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { seededRandom, shuffle } from '../random.ts';
import { compareSamples } from './compare-samples.ts';

describe('compareSamples', () => {
  test('finds a shift that is there', () => {
    const before = [12.1, 11.8, 12.6, 13.0, 12.2, 11.9, 12.4, 12.7];
    const comparison = compareSamples(
      before,
      before.map((value) => value - 2),
    );
    expect(comparison).toMatchObject({ beforeCount: 8, afterCount: 8, shift: expect.closeTo(-2, 6) });
    expect(comparison.beforeMedian - comparison.afterMedian).toBeCloseTo(2);
    expect(comparison.interval!.high).toBeLessThan(-1);
    expect(comparison.pValue).toBeLessThan(0.01);
  });

  test('says nothing where there is nothing', () => {
    expect(compareSamples([1, 2, 3, 4, 5], [1, 2, 3, 4, 5])).toMatchObject({ shift: 0, pValue: expect.closeTo(1, 6) });
    expect(compareSamples([3, 3], [3, 3, 3])).toMatchObject({ shift: 0, pValue: 1, interval: null });
    expect(compareSamples([3], [9])).toMatchObject({ shift: 6, interval: null, pValue: expect.closeTo(1, 6) });
  });

  test('has the p value of the exact test, nearly', () => {
    const [before, after] = [
      [1.1, 2.3, 2.9, 4.2, 5.0, 6.1],
      [2.2, 4.4, 5.5, 7.3, 8.1, 9.7],
    ];
    const values = [...before, ...after];
    const above = (ones: readonly number[], others: readonly number[]) =>
      ones.flatMap((one) => others.filter((other) => other > one)).length;
    const seen = Math.abs(above(before, after) - 18);
    let [rare, all] = [0, 0];
    for (let mask = 0; mask < 1 << 12; mask++) {
      const ones = values.filter((_, index) => (mask >> index) & 1);
      if (ones.length !== 6) continue;
      all++;
      const others = values.filter((_, index) => !((mask >> index) & 1));
      if (Math.abs(above(ones, others) - 18) >= seen) rare++;
    }
    expect(compareSamples(before, after).pValue).toBeCloseTo(rare / all, 1);
    expect(Math.abs(compareSamples(before, after).pValue - rare / all)).toBeLessThan(0.02);
  });

  test('holds what it says of chance: few of many comparisons without a difference come out below 5 %', () => {
    const random = seededRandom(3);
    const falseCount = Array.from({ length: 400 }, () => {
      const values = shuffle(
        random,
        Array.from({ length: 40 }, () => -Math.log(1 - random())),
      );
      return compareSamples(values.slice(0, 20), values.slice(20));
    }).filter(({ pValue }) => pValue < 0.05).length;
    expect(falseCount / 400).toBeLessThan(0.08);
  });

  test('is the same with before and after exchanged, but for the sign', () => {
    const sample = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(sample, sample, (before, after) => {
        const [one, other] = [compareSamples(before, after), compareSamples(after, before)];
        expect(other.shift).toBeCloseTo(-one.shift, 9);
        expect(other.pValue).toBeCloseTo(one.pValue, 9);
        if (one.interval) expect(other.interval!.low).toBeCloseTo(-one.interval.high, 9);
      }),
    );
  });

  test('refuses an empty sample', () => {
    expect(() => compareSamples([], [1])).toThrow('there is nothing to compare');
  });
});
