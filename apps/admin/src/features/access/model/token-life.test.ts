import { expect, test } from '@jest/globals';
import { endOfDay, endOfLife, tokenState } from './token-life.ts';

const NOW = new Date('2026-11-30T00:00:00.000Z');
const EARLIER = '2026-11-29T00:00:00.000Z';
const LATER = '2026-12-01T00:00:00.000Z';

test.each([
  [{ revokedAt: null, expiresAt: null }, 'valid'],
  [{ revokedAt: null, expiresAt: LATER }, 'valid'],
  [{ revokedAt: null, expiresAt: NOW.toISOString() }, 'expired'],
  [{ revokedAt: EARLIER, expiresAt: EARLIER }, 'revoked'],
] as const)('tokenState of %j is %s', (token, state) => {
  expect(tokenState(token, NOW)).toBe(state);
});

test('endOfLife counts whole days, and none is for ever', () => {
  expect(endOfLife(1, NOW)).toBe(LATER);
  expect(endOfLife(0, NOW)).toBeNull();
});

test('endOfDay is its last second where somebody looks', () => {
  expect(new Date(endOfDay('2026-11-30')!).toString()).toMatch(/^Mon Nov 30 2026 23:59:59 /);
  expect(endOfDay('')).toBeNull();
});
