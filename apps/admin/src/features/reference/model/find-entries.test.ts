import { expect, test } from '@jest/globals';
import { findEntries } from './find-entries.ts';
import type { OutlineEntry } from './find-entries.ts';

const entry = (kind: OutlineEntry['kind'], name: string, words = '', isNew = false): OutlineEntry => {
  return { kind, name, section: 'webhooks', permission: 'read', isNew, deprecation: null, words };
};
const outline = [
  entry('queries', 'deliveries', 'What was sent, newest first.'),
  { ...entry('queries', 'videos'), section: 'videos' },
  entry('mutations', 'replayWebhook', '', true),
  entry('types', 'Delivery', 'A message. attemptCount'),
];
const found = (search: string, isNewOnly = false) =>
  findEntries(outline, { kind: 'types', search, isNewOnly }).map(({ kind, entries }) => [
    kind,
    entries.map(({ name }) => name).join(),
  ]);

test.each([
  ['', [['types', 'Delivery']]],
  ['Replay webhook', [['mutations', 'replayWebhook']]],
  ['newest', [['queries', 'deliveries']]],
  ['attemptcount', [['types', 'Delivery']]],
  [
    'WEBHOOKS ',
    [
      ['types', 'Delivery'],
      ['queries', 'deliveries'],
      ['mutations', 'replayWebhook'],
    ],
  ],
  ['nothing', []],
])('%j is found by names, headings and words, whatever they are of', (search, expected) => {
  expect(found(search)).toEqual(expected);
});

test('new ones alone', () => {
  expect(found('webhooks', true)).toEqual([['mutations', 'replayWebhook']]);
  expect(found('', true)).toEqual([]);
});
