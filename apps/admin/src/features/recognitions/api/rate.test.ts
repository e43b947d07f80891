import { expect, test } from '@jest/globals';
import { videosPerMinute } from './rate.ts';

const run = {
  succeededCount: 5,
  failedCount: 1,
  cancelledCount: 7,
  startedAt: '2026-11-20T08:00:00.000Z',
  finishedAt: null,
};

test('videosPerMinute counts what was worked on, until now or until the end', () => {
  const now = Date.parse('2026-11-20T08:03:00.000Z');
  expect(videosPerMinute(run, now)).toBe(2);
  expect(videosPerMinute({ ...run, finishedAt: '2026-11-20T08:02:00.000Z' }, now)).toBe(3);
});

test('videosPerMinute knows nothing before the first video', () => {
  expect(videosPerMinute({ ...run, startedAt: null }, 0)).toBeNull();
  expect(videosPerMinute({ ...run, succeededCount: 0, failedCount: 0 }, 0)).toBeNull();
});
