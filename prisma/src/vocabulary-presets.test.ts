import { describe, expect, test } from '@jest/globals';
import { checkVocabulary } from '@actionary/inference/domain';
import { vocabularyPresets } from './vocabulary-presets.ts';

describe('presets of vocabularies', () => {
  test('are those that may be shipped, with all their words', async () => {
    const counts = (await vocabularyPresets()).map(({ id, concepts }) => [id, concepts.length]);
    expect(counts).toEqual([
      ['industreal-procedure-steps', 33],
      ['inhard-meta-actions', 14],
      ['openpack-operations', 11],
      ['therbligs', 18],
      ['work-value-classes', 4],
    ]);
  });

  test('have Japanese and English words and definitions, and nothing wrong with them', async () => {
    for (const { id, concepts } of await vocabularyPresets()) {
      const checks = checkVocabulary(new Map(concepts.map((concept) => [concept.id, concept])));
      expect({ id, checks }).toEqual({ id, checks: [] });
      for (const { prefLabels, definitions } of concepts) {
        expect(Object.keys(prefLabels).toSorted()).toEqual(['en', 'ja']);
        expect(Object.keys(definitions).toSorted()).toEqual(['en', 'ja']);
      }
    }
  });

  test('tell where they come from and what may be done with them', async () => {
    for (const { scheme, names, descriptions, licences } of await vocabularyPresets()) {
      expect(scheme.licence).toMatch(/^Names: .+; definitions, translations and facets: Apache-2\.0/);
      expect(scheme.source).toMatch(/https:\/\//);
      for (const texts of [names, descriptions, licences])
        expect(texts['ja']).toMatch(/\p{Script=Katakana}|\p{Script=Han}/u);
      expect(scheme.name).toBe(`${names['en']} ${names['ja']}`);
    }
  });

  test('class every therblig as effective or ineffective, and work by its value', async () => {
    const [therbligs] = (await vocabularyPresets()).filter(({ id }) => id === 'therbligs');
    const effects = therbligs.concepts.map(({ facets }) => facets['therbligEffect']?.[0]);
    expect(effects.filter((effect) => effect === 'effective')).toHaveLength(8);
    expect(effects.filter((effect) => effect === 'ineffective')).toHaveLength(10);
    expect(therbligs.concepts.every(({ facets }) => facets['valueClass']?.length === 1)).toBe(true);
  });
});
