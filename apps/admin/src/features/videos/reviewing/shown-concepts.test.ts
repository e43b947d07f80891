import { expect, test } from '@jest/globals';
import { searchTextOf } from '../../../lib/concept-search.ts';
import { shownConcepts } from './shown-concepts.ts';

const concept = (label: string, isActive = true, notation: string | null = null, readings: string[] = []) => ({
  id: label,
  externalId: label,
  notation,
  label,
  searchText: searchTextOf({
    notation,
    prefLabels: [{ text: label }],
    altLabels: [],
    hiddenLabels: [{ texts: readings }],
  }),
  color: '#000000',
  isActive,
});
const concepts = [
  concept('締付け', true, 'A-1', ['しめつけ']),
  concept('テープ貼り'),
  concept('拭取り（廃止）', false),
  concept('掴む', false),
];

test('shownConcepts leaves out what is retired, unless it was recognised', () => {
  expect(shownConcepts({ concepts }, [2, -1])).toEqual([0, 1, 2]);
});

test('shownConcepts finds labels, readings and notations, however they are typed', () => {
  const found = (search: string) => shownConcepts({ concepts }, [2], search);
  expect([found('シメ'), found('ｼﾒﾂｹ'), found('付け　ａ－1')]).toEqual([[0], [0], [0]]);
  expect([found('てーぷ'), found('ﾃｰﾌﾟ'), found('a-1'), found('り'), found('掴')]).toEqual([[1], [1], [0], [1, 2], []]);
});

test('shownConcepts lists the first hundred, and what occurs', () => {
  const many = Array.from({ length: 300 }, (_, index) => concept(`act ${index}`));
  expect(shownConcepts({ concepts: many }, [250])).toEqual([...Array(100).keys(), 250]);
  expect(shownConcepts({ concepts: many }, [], 'act')).toHaveLength(100);
});
