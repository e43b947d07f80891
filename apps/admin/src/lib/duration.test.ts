import { expect, test } from '@jest/globals';
import { formatDuration } from './duration.ts';

test('formatDuration says seconds, minutes or hours', () => {
  expect([12_300, 60_000, 4_000_000, 9_000_000].map((ms) => formatDuration(ms, 'en'))).toEqual([
    '12 seconds',
    '1 minute',
    '67 minutes',
    '2.5 hours',
  ]);
});
