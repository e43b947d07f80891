import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { limit } from './limit.ts';

describe('limit', () => {
  test('runs so many at a time, in order, whatever fails', async () => {
    const inTurn = limit(2);
    let [running, most] = [0, 0];
    const started: number[] = [];
    const work = (index: number) => async () => {
      started.push(index);
      most = Math.max(most, ++running);
      await setImmediate();
      running--;
      if (index === 1) throw new Error('broken');
      return index;
    };
    const results = await Promise.allSettled([0, 1, 2, 3, 4].map((index) => inTurn(work(index))));
    expect(most).toBe(2);
    expect(started).toEqual([0, 1, 2, 3, 4]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', ...Array(3).fill('fulfilled')]);
    expect(await inTurn(work(5))).toBe(5);
  });
});
