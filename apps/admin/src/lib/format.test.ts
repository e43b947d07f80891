import { expect, test } from '@jest/globals';
import { formatBytes, formatDecimalMinutes, formatLength, formatTime } from './format.ts';

test.each([
  [0, '0:00.000'],
  [5, '0:00.005'],
  [999.6, '0:01.000'],
  [61_250, '1:01.250'],
  [3_599_999, '59:59.999'],
  [3_600_000, '1:00:00.000'],
  [3_661_001, '1:01:01.001'],
])('formatTime writes %d ms as %s', (ms, text) => expect(formatTime(ms)).toBe(text));

test('formatLength rounds to the second', () => {
  expect([499, 500, 59_500, 3_661_000].map(formatLength)).toEqual(['0:00', '0:01', '1:00', '1:01:01']);
});

test('formatBytes takes the largest unit that leaves at least one', () => {
  expect([0, 999, 1000, 1_250_000, 2e12].map((bytes) => formatBytes(bytes, 'en'))).toEqual([
    '0 bytes',
    '999 bytes',
    '1 kB',
    '1.3 MB',
    '2 TB',
  ]);
  expect(formatBytes(40, 'ja')).toBe('40 バイト');
});

test('formatDecimalMinutes has four places', () => expect(formatDecimalMinutes(90_006)).toBe('1.5001'));
