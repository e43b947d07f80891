import { expect, test } from '@jest/globals';
import { NEW_TOKEN, toTokenInput } from './token-draft.ts';

const NOW = new Date('2026-11-30T00:00:00.000Z');

test('toTokenInput always lets read, and what was granted in the order of the permissions', () => {
  const input = toTokenInput({ ...NEW_TOKEN, name: 'MES', granted: ['operate', 'watch'] }, NOW);
  expect(input).toEqual({
    name: 'MES',
    permissions: ['read', 'watch', 'operate'],
    expiresAt: '2027-11-30T00:00:00.000Z',
    requestsPerMinute: 6000,
  });
});

test('toTokenInput ends a token after its days, on its day, or never', () => {
  const endOf = (life: string, lastDay = '') => toTokenInput({ ...NEW_TOKEN, life, lastDay }, NOW).expiresAt;
  expect(endOf('30')).toBe('2026-12-30T00:00:00.000Z');
  expect(endOf('0')).toBeNull();
  expect(new Date(endOf('day', '2026-12-24')!).getDate()).toBe(24);
});

test('toTokenInput has no limit where none is given', () => {
  expect(toTokenInput({ ...NEW_TOKEN, limit: '' }, NOW).requestsPerMinute).toBeNull();
});
