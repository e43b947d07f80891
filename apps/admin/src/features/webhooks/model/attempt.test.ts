import { expect, test } from '@jest/globals';
import { isSent, reasonOf } from './attempt.ts';

test('what never left here was not sent', () => {
  expect((['privateNetwork', 'dns', 'refused', null] as const).map((errorKind) => isSent({ errorKind }))).toEqual([
    false,
    false,
    true,
    true,
  ]);
});

test('who does not believe the sender is told apart from who has an error', () => {
  const reasons = [401, 403, 500].map((status) => reasonOf({ status, errorKind: 'status' }));
  expect([...reasons, reasonOf({ status: null, errorKind: 'tls' })]).toEqual(['denied', 'denied', 'status', 'tls']);
});
