import { describe, expect, test } from '@jest/globals';
import { bareContent } from './concept-content.ts';
import type { ConceptContent } from './concept-content.ts';
import { checkPrompts } from './prompt-checks.ts';

const KNOWN = ['a', 'worker', 'tighten', 'bolt', 'wipe'];
const words = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** Reads words; takes four. */
const reader = (languages: string[], knows: readonly string[] | null = KNOWN) => ({
  languages,
  countTokens: (text: string) => ({ tokenCount: words(text).length, contextLength: 4 }),
  unseenWords: (text: string) => knows && words(text).filter((word) => !knows.includes(word)),
});
const english = { templates: ['a worker {label}'], language: 'en' };
const found = (concept: ConceptContent, texts = english, read = reader(['en'])) =>
  checkPrompts(concept, texts, read).map(({ kind, field, detail }) => [kind, field, detail]);

describe('checkPrompts', () => {
  test('finds nothing wrong with words that the encoder knows', () => {
    expect(checkPrompts(bareContent('tighten', { en: 'Tighten bolt' }), english, reader(['en']))).toEqual([]);
  });

  test('tells of the longest prompt that is too long', () => {
    const concept = bareContent('tighten', { en: 'tighten bolt wipe' });
    const texts = { templates: ['{label} bolt', 'a worker {label}'], language: 'en' };
    expect(checkPrompts(concept, texts, reader(['en']))).toEqual([
      {
        kind: 'promptTooLong',
        severity: 'warning',
        conceptIds: ['tighten'],
        field: 'prefLabels',
        language: 'en',
        detail: '5/4: a worker tighten bolt wipe',
      },
    ]);
  });

  test('names words never seen, each once, but not those of the templates', () => {
    const texts = { templates: ['some {label}', 'someone {label}'], language: 'en' };
    expect(found(bareContent('fetch', { en: 'Fetch wipe' }), texts)).toEqual([['unseenWord', 'prefLabels', 'fetch']]);
  });

  test("looks at a concept's own prompts in place of the templates", () => {
    const concept = { ...bareContent('fetch', { en: 'Fetch' }), prompts: { en: ['a worker some'] } };
    expect(found(concept)).toEqual([['unseenWord', 'prompts', 'some']]);
  });

  test('cannot tell unseen words where the encoder has pieces of words', () => {
    expect(found(bareContent('fetch', { en: 'Fetch' }), english, reader(['en'], null))).toEqual([]);
  });

  test('finds Japanese in English prompts, and in prompts for an encoder that cannot read it', () => {
    const concept = bareContent('tighten', { en: '締付け', ja: '締付け' });
    const japanese = { templates: ['{label}'], language: 'ja' };
    expect(found(concept, english, reader(['en', 'ja'], null))).toEqual([
      ['wrongScript', 'prefLabels', 'a worker 締付け'],
    ]);
    expect(found(concept, japanese, reader(['en'], null))).toEqual([['wrongScript', 'prefLabels', '締付け']]);
    expect(found(concept, japanese, reader(['en', 'ja'], null))).toEqual([]);
    expect(found(concept, japanese, reader(['mul'], null))).toEqual([]);
  });

  test('tells of a prompt that has no word', () => {
    const texts = { templates: ['{label}', 'a {label}'], language: 'en' };
    expect(found(bareContent('wait', { en: '…' }), texts)).toEqual([['emptyText', 'prefLabels', '…']]);
  });

  test('misses a label in the language of the prompts', () => {
    expect(found(bareContent('tighten', { ja: '締付け' }))).toEqual([['missingLanguage', 'prefLabels', '']]);
  });
});
