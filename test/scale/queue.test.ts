import { describe, expect, test } from '@jest/globals';
import { seededRandom } from '../../inference/src/domain/index.ts';
import { fewestWorkers, runQueue } from './queue.ts';

/** Arrivals by chance, `rate` a second on average. */
function poisson(count: number, rate: number): Float64Array {
  const random = seededRandom(3);
  let now = 0;
  return Float64Array.from({ length: count }, () => (now -= Math.log(1 - random()) / rate));
}

/** One arrives every second. */
const steady = (count: number) => Float64Array.from({ length: count }, (_, index) => index);

describe('runQueue', () => {
  test('waits as long as Pollaczek and Khinchine say for one worker: ρ D / 2 (1 − ρ)', () => {
    for (const load of [0.5, 0.7, 0.8]) {
      const { meanSeconds } = runQueue(poisson(400_000, load), 1, 1);
      expect(meanSeconds / (load / 2 / (1 - load))).toBeCloseTo(1, 1);
    }
  });

  test('waits as long as Cosmetatos says for two workers', () => {
    // Half of what M/M/2 waits at ρ = 0.8, 16/9, times 1 + (1 − ρ) (√14 − 2) / 32 ρ.
    const { meanSeconds } = runQueue(poisson(800_000, 1.6), 1, 2);
    expect(meanSeconds).toBeCloseTo((8 / 9) * (1 + (0.2 * (Math.sqrt(14) - 2)) / 25.6), 1);
  });

  test('falls behind as a fluid does where more comes than is done', () => {
    // 2 s each, two workers' worth of 4 s: the n-th of 1000 waits n seconds.
    const { maxSeconds, p50Seconds, endSeconds } = runQueue(steady(1000), 4, 2);
    expect(maxSeconds).toBe(998);
    expect(p50Seconds).toBe(498);
    expect(endSeconds).toBe(2001);
  });

  test('has nobody wait where there are enough, and counts what is done by the hour', () => {
    const { maxSeconds, doneByHour } = runQueue(steady(7200), 10, 10);
    expect(maxSeconds).toBe(0);
    expect(doneByHour).toEqual([3590, 3600, 10]);
  });

  test('refuses nothing to do, and nobody to do it', () => {
    expect(() => runQueue(new Float64Array(0), 1, 1)).toThrow('nothing arrives');
    expect(() => runQueue(steady(1), 1, 0)).toThrow('invalid number of workers: 0');
  });
});

describe('fewestWorkers', () => {
  test('is the least that suffices', () => {
    const arrivals = poisson(20_000, 7);
    const count = fewestWorkers(arrivals, 10, 30);
    expect(runQueue(arrivals, 10, count).p99Seconds).toBeLessThanOrEqual(30);
    expect(runQueue(arrivals, 10, count - 1).p99Seconds).toBeGreaterThan(30);
  });

  test('is one where one is enough', () => {
    expect(fewestWorkers(steady(100), 1, 0)).toBe(1);
  });
});
