import { expect, test } from '@jest/globals';
import { localDay, toInstant, toLocal } from './local-time.ts';

test('a time of a field is the instant it is meant to be, and the other way', () => {
  const time = new Date(2026, 10, 20, 8, 5);
  expect(toLocal(time)).toBe('2026-11-20T08:05');
  expect(toInstant('2026-11-20T08:05')).toBe(time.toISOString());
});

test('what cannot be meant is nothing', () => {
  expect([toInstant(null), toInstant('soon')]).toEqual([null, null]);
});

test('a day is that of who looks', () => {
  expect(localDay(new Date(2026, 10, 20, 0, 5).toISOString())).toBe('2026-11-20');
  expect(localDay(new Date(2026, 10, 20, 23, 55).toISOString())).toBe('2026-11-20');
});
