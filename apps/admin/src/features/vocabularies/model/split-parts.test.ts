import { expect, test } from '@jest/globals';
import { bareContent } from '@actionary/inference/domain';
import { splitOperation } from './split-parts.ts';

const fasten = { ...bareContent('fasten', { en: 'Fasten' }), facets: { valueClass: ['net'] } };
const glue = bareContent('glue', { en: 'Glue' });
const contents = new Map([fasten, glue].map((concept) => [concept.id, concept]));

test('splitOperation makes new concepts beside the one that is split, and takes those that are there', () => {
  const operation = splitOperation(contents, fasten, [
    { key: 1, existingId: null, labels: { en: ' Screw ', ja: 'ねじ締め' } },
    { key: 2, existingId: 'glue', labels: {} },
    { key: 3, existingId: null, labels: { en: '', ja: ' ' } },
  ]);
  expect(operation).toMatchObject({
    kind: 'split',
    id: 'fasten',
    into: [
      { id: 'screw', prefLabels: { en: 'Screw', ja: 'ねじ締め' }, facets: { valueClass: ['net'] } },
      { id: 'glue' },
    ],
  });
});

test('splitOperation is none for fewer than two', () => {
  expect(splitOperation(contents, fasten, [{ key: 1, existingId: 'glue', labels: {} }])).toBeNull();
});
