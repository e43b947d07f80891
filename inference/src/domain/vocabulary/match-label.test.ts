import { describe, expect, test } from '@jest/globals';
import type { ConceptContent } from './concept-content.ts';
import { bareContent } from './concept-content.ts';
import { labelMatcher } from './match-label.ts';

const concept = (id: string, more: Partial<ConceptContent> = {}): ConceptContent => ({
  ...bareContent(id, {}),
  ...more,
});
const matcherOf = (...concepts: readonly ConceptContent[]) =>
  labelMatcher(new Map(concepts.map((one) => [one.id, one])));

const tighten = concept('tighten', {
  notation: 'W-10',
  prefLabels: { en: 'Tighten', ja: '締付け' },
  altLabels: { ja: ['ボルト締め'] },
  hiddenLabels: { 'ja-Hira': ['しめつけ'] },
});
const wipe = concept('wipe', { prefLabels: { en: 'Wipe' }, hiddenLabels: { en: ['tighten'] } });

describe('labelMatcher', () => {
  test.each([
    ['tighten', 'id'],
    ['ｗ－10', 'notation'],
    [' W-10 ', 'notation'],
    ['締付け', 'prefLabel'],
    ['ﾎﾞﾙﾄ締め', 'altLabel'],
    ['シメツケ', 'hiddenLabel'],
  ])('finds %j as %s', (label, kind) => {
    expect(matcherOf(tighten, wipe)(label)).toEqual({ ids: ['tighten'], kind });
  });

  test('tells all that are called so, and nothing where none is', () => {
    const match = matcherOf(concept('a', { prefLabels: { en: 'Turn' } }), concept('b', { prefLabels: { de: 'turn' } }));
    expect(match('TURN')).toEqual({ ids: ['a', 'b'], kind: 'prefLabel' });
    expect(match('Return')).toEqual({ ids: [], kind: null });
    expect(match('')).toEqual({ ids: [], kind: null });
  });

  test('takes what stands in the place of a deprecated concept, unless an active one is called so', () => {
    const old = concept('old', { prefLabels: { en: 'Fasten' }, status: 'deprecated', replacedByIds: ['tighten'] });
    const gone = concept('gone', { prefLabels: { en: 'Wipe' }, status: 'deprecated' });
    const match = matcherOf(tighten, wipe, old, gone);
    expect(match('fasten').ids).toEqual(['tighten']);
    expect(match('wipe').ids).toEqual(['wipe']);
    expect(matcherOf(gone)('wipe')).toEqual({ ids: [], kind: null });
  });
});
