import { describe, expect, test } from '@jest/globals';
import type { ConceptsCalledQuery } from '../../../../generated/graphql.ts';
import { AS_TYPED, calledConcepts, meantConcept } from './called-concepts.ts';

const content = (id: string, label: string, readings: string[] = []) => ({
  __typename: 'ConceptContent' as const,
  id: `content ${id}`,
  label,
  prefLabels: [{ text: label }],
  altLabels: [],
  hiddenLabels: [{ texts: readings }],
  concept: { id },
  version: { id: 'version', vocabulary: { id: 'assembly', name: 'Assembly' } },
});
const found: ConceptsCalledQuery['search'] = [
  { __typename: 'Video' },
  content('a', '仮締め', ['かりじめ']),
  content('b', '締め', ['しめ']),
];

test('a phrase may be any name or reading of a concept, however it is written', () => {
  const named = (phrase: string) =>
    calledConcepts(found, phrase).map(({ conceptId, isNamedSo }) => [conceptId, isNamedSo]);
  expect(named('ｼﾒ')).toEqual([
    ['a', false],
    ['b', true],
  ]);
  expect(named('カリジメ')).toEqual([
    ['a', true],
    ['b', false],
  ]);
});

describe('what a phrase stands for', () => {
  const concepts = (phrase: string) => calledConcepts(found, phrase);
  const meant = (phrase: string, chosen: string | null, isForeign: boolean) =>
    meantConcept(concepts(phrase), chosen, isForeign)?.conceptId ?? null;

  test('is the concept that is called so', () => expect(meant('しめ', null, false)).toBe('b'));
  test('is itself where the encoder can read it and nothing is called so', () =>
    expect(meant('締', null, false)).toBeNull());
  test('is the nearest concept where the encoder cannot read it', () => expect(meant('締', null, true)).toBe('a'));
  test('is what a person says', () => {
    expect(meant('しめ', 'a', false)).toBe('a');
    expect(meant('しめ', AS_TYPED, true)).toBeNull();
  });
  test('is itself where nothing was found', () => expect(meantConcept([], 'a', true)).toBeNull());
});
