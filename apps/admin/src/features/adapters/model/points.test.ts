import { expect, test } from '@jest/globals';
import { formatInterval, formatPoints } from './points.ts';

test('formatPoints has a sign, and none for what rounds to zero', () => {
  expect([0.0812, -0.02, 0, -0.0001].map((difference) => formatPoints(difference, 'en'))).toEqual([
    '+8.1',
    '-2',
    '0',
    '0',
  ]);
});

test('formatInterval needs both bounds', () => {
  expect(formatInterval({ value: 0.08, low: 0.031, high: 0.124 }, 'en')).toBe('+3.1 … +12.4');
  expect(formatInterval({ value: 0.08, low: null, high: null }, 'en')).toBeNull();
});
