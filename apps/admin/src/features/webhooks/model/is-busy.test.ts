import { expect, test } from '@jest/globals';
import { isBusy } from './is-busy.ts';

const now = new Date('2026-11-20T08:00:00Z');
const enabled = { endpoint: { isEnabled: true } };
const [soon, later] = ['2026-11-20T08:00:20Z', '2026-11-20T08:05:00Z'];

test('what is being sent, or will be soon, is watched', () => {
  expect(isBusy({ state: 'sending', nextAttemptAt: null, ...enabled }, now)).toBe(true);
  expect(isBusy({ state: 'waiting', nextAttemptAt: soon, ...enabled }, now)).toBe(true);
});

test('what waits for long, for its endpoint, or for nothing is not', () => {
  expect(isBusy({ state: 'waiting', nextAttemptAt: later, ...enabled }, now)).toBe(false);
  expect(isBusy({ state: 'waiting', nextAttemptAt: soon, endpoint: { isEnabled: false } }, now)).toBe(false);
  expect(isBusy({ state: 'failed', nextAttemptAt: null, ...enabled }, now)).toBe(false);
});
