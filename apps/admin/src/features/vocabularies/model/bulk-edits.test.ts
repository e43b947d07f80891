import { expect, test } from '@jest/globals';
import { bareContent } from '@actionary/inference/domain';
import { bulkEdits } from './bulk-edits.ts';

const wipe = { ...bareContent('wipe', { en: 'Wipe', ja: '拭取り' }), prompts: { en: ['wiping'] } };
const pour = { ...bareContent('pour', { en: 'Pour' }), facets: { valueClass: ['net'] } };
const contents = new Map([wipe, pour].map((concept) => [concept.id, concept]));
const after = (change: Parameters<typeof bulkEdits>[2]) =>
  bulkEdits(contents, ['wipe', 'pour'], change).map((edit) => edit.after);

test('bulkEdits set and take away a facet', () => {
  expect(after({ kind: 'facet', facet: 'valueClass', values: ['waste'] }).map(({ facets }) => facets)).toEqual([
    { valueClass: ['waste'] },
    { valueClass: ['waste'] },
  ]);
  expect(after({ kind: 'facet', facet: 'valueClass', values: [] })[1]?.facets).toEqual({});
});

test('bulkEdits mark the prompts that are there as reviewed', () => {
  const marked = after({ kind: 'reviewed', isReviewed: true }).map(({ reviewedPrompts }) => reviewedPrompts);
  expect(marked).toEqual([['en'], []]);
});

test('bulkEdits copy labels where there are none, and never take the only one', () => {
  expect(
    after({ kind: 'copyLanguage', from: 'en', to: 'ja' }).map(({ id, prefLabels }) => [id, prefLabels.ja]),
  ).toEqual([['pour', 'Pour']]);
  const cleared = after({ kind: 'clearLanguage', language: 'en' });
  expect(cleared.map(({ prefLabels, prompts }) => [prefLabels, prompts])).toEqual([
    [{ ja: '拭取り' }, {}],
    [{ en: 'Pour' }, {}],
  ]);
});
