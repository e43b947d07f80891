import { expect, test } from '@jest/globals';
import { shareText, timeIn, timeText } from './time-text.ts';

test('timeIn gives seconds or decimal minutes', () => {
  expect(timeIn(12_345, 'seconds')).toBe(12.345);
  expect(timeIn(90_000, 'minutes')).toBe(1.5);
  expect(timeIn(1234, 'minutes')).toBe(0.0206);
});

test('timeText keeps its decimals, so that figures line up', () => {
  expect(timeText(12_000, 'seconds', 'ja')).toBe('12.00');
  expect(timeText(1_234_567, 'seconds', 'en')).toBe('1,234.57');
  expect(timeText(90_000, 'minutes', 'ja')).toBe('1.5000');
});

test('shareText gives tenths of a percent', () => {
  expect(shareText(0.1234, 'en')).toBe('12.3%');
});
