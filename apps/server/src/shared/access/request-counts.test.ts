import { expect, test } from '@jest/globals';
import { createRequestCounts } from './request-counts.ts';

test('consume lets as many through as the rule says, by key, until the time of the first is over', async () => {
  let at = 5000;
  const counts = createRequestCounts(() => at);
  const ask = (key: string) => counts.consume(key, { window: 60, max: 2 });
  const allowed = { allowed: true, retryAfter: null };
  expect([await ask('a'), await ask('a')]).toEqual([allowed, allowed]);
  at += 500;
  expect(await ask('a')).toEqual({ allowed: false, retryAfter: 60 });
  expect(await ask('b')).toEqual(allowed);
  at += 59_499;
  expect(await ask('a')).toEqual({ allowed: false, retryAfter: 1 });
  at += 1;
  expect([await ask('a'), await ask('a')]).toEqual([allowed, allowed]);
  expect(await ask('a')).toEqual({ allowed: false, retryAfter: 60 });
});

test('consume forgets keys whose time is over where there are many', async () => {
  let at = 0;
  const counts = createRequestCounts(() => at);
  for (let key = 0; key <= 10_000; key++) await counts.consume(String(key), { window: 1, max: 1 });
  expect((await counts.consume('7', { window: 1, max: 1 })).allowed).toBe(false);
  at = 1000;
  expect((await counts.consume('7', { window: 1, max: 1 })).allowed).toBe(true);
});
