import { expect, test } from '@jest/globals';
import { exportAddress, filterOf, PARTS } from './audit-choice.ts';
import type { AuditChoice } from './audit-choice.ts';

const nothing = Object.fromEntries(PARTS.map((part) => [part, null])) as AuditChoice;

test('what the address chooses is what the API is asked', () => {
  const local = '2026-11-20T08:05';
  expect(filterOf({ ...nothing, text: 'a', outcome: 'refused', from: local, until: 'soon', actor: 'x' })).toEqual({
    text: 'a',
    action: null,
    outcome: 'refused',
    from: new Date(local).toISOString(),
    before: null,
    actorId: 'x',
    subjectId: null,
  });
  expect(filterOf({ ...nothing, outcome: 'good' }).outcome).toBeNull();
});

test('a table has what is shown, a chain all of its time', () => {
  const choice = { ...nothing, text: 'a b', from: '2026-11-20T08:05Z' };
  expect(exportAddress('csv', nothing)).toBe('/audit/entries.csv');
  expect(exportAddress('csv', choice)).toBe('/audit/entries.csv?from=2026-11-20T08%3A05%3A00.000Z&text=a+b');
  expect(exportAddress('jsonl', choice)).toBe('/audit/entries.jsonl?from=2026-11-20T08%3A05%3A00.000Z');
});
