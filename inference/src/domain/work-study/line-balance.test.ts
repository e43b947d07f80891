import { describe, expect, test } from '@jest/globals';
import { lineBalance } from './line-balance.ts';

describe('lineBalance', () => {
  test('measures all stations by the slowest', () => {
    expect(lineBalance([40_000, 50_000, 30_000])).toEqual({
      bottleneckIndex: 1,
      cycleMs: 50_000,
      efficiency: 0.8,
      leastStationCount: null,
      overTaktIndices: [],
    });
  });

  test('tells who is slower than the takt, and how few could do it', () => {
    expect(lineBalance([40_000, 50_000, 30_000], 45_000)).toMatchObject({ overTaktIndices: [1], leastStationCount: 3 });
    expect(lineBalance([40_000, 50_000, 30_000], 60_000)).toMatchObject({ overTaktIndices: [], leastStationCount: 2 });
  });

  test.each([
    [[], null],
    [[0, 0], null],
    [[-1, 5], null],
    [[1, Number.NaN], null],
    [[1], 0],
  ])('refuses %j with takt %j', (times, takt) => {
    expect(() => lineBalance(times, takt)).toThrow(/invalid/);
  });
});
