import { expect, test } from '@jest/globals';
import { formatBounds, formatPoints } from './points.ts';

test('formatPoints has a sign, and none for what rounds to zero', () => {
  expect([0.0812, -0.02, 0, -0.0001].map((difference) => formatPoints(difference, 'en'))).toEqual([
    '+8.1',
    '−2',
    '0',
    '0',
  ]);
});

test('formatBounds needs both bounds', () => {
  expect(formatBounds({ low: -0.031, high: 0.124 }, 'en')).toEqual({ low: '−3.1', high: '+12.4' });
  expect(formatBounds({ low: null, high: null }, 'en')).toBeNull();
});
