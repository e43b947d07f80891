import { expect, test } from '@jest/globals';
import type { SearchQuery } from '../../../../generated/graphql.ts';
import { hitOf } from './hits.ts';

const concept: SearchQuery['search'][number] = {
  __typename: 'ConceptContent',
  id: 'c',
  notation: null,
  label: '締付け',
  prefLabels: [{ text: '締付け' }, { text: 'Tighten' }],
  altLabels: [{ texts: ['ねじ締め'] }],
  hiddenLabels: [{ texts: ['しめつけ'] }],
  version: { vocabulary: { id: 'v', name: 'Work' } },
};

test.each([
  ['締', null],
  ['ネジ', 'ねじ締め'],
  ['シメツ', 'しめつけ'],
  ['tight', 'Tighten'],
  ['something else', null],
])('hitOf tells by what name %s found a concept: %s', (text, matched) => {
  expect(hitOf(concept, text).matched).toBe(matched);
});
