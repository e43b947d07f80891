import { expect, test } from '@jest/globals';
import { formatRemaining, remainingTime } from './remaining.ts';

test('remainingTime takes the largest unit that tells enough', () => {
  expect([0, 1001, 89_000, 90_000, 89 * 60_000, 5_400_000, 9_000_000].map(remainingTime)).toEqual([
    { unit: 'second', value: 1 },
    { unit: 'second', value: 2 },
    { unit: 'second', value: 89 },
    { unit: 'minute', value: 2 },
    { unit: 'minute', value: 89 },
    { unit: 'hour', value: 1.5 },
    { unit: 'hour', value: 2.5 },
  ]);
});

test('formatRemaining speaks both languages', () => {
  expect([formatRemaining(12_000, 'en'), formatRemaining(12_000, 'ja')]).toEqual(['12 sec', '12 秒']);
});
