import { describe, expect, test } from '@jest/globals';
import { bareContent } from './concept-content.ts';
import { adviseConfusable, nameLikeness } from './confusable-advice.ts';

const concept = (en: string, { synonyms = [] as string[], broaderId = null as string | null } = {}) => ({
  ...bareContent(en, { en }),
  altLabels: { en: synonyms },
  broaderId,
});

describe('nameLikeness', () => {
  test('is 1 for names that only width, case and kana tell apart, synonyms included', () => {
    expect(nameLikeness(bareContent('a', { ja: 'ﾈｼﾞ締め' }), bareContent('b', { ja: 'ねじ締め' }))).toBe(1);
    expect(nameLikeness(concept('Fasten', { synonyms: ['Tighten'] }), concept('TIGHTEN'))).toBe(1);
  });

  test('is between for words that are alike, and 0 for others or without a common language', () => {
    // ^t ti ig … en n␣ ␣b bo ol lt t$ : 13 pairs each, "lt t$" against "lt ts s$".
    expect(nameLikeness(concept('tighten bolt'), concept('tighten bolts'))).toBeCloseTo(24 / 27);
    expect(nameLikeness(concept('wipe'), concept('hold'))).toBe(0);
    expect(nameLikeness(bareContent('a', { en: 'wipe' }), bareContent('b', { ja: 'wipe' }))).toBe(0);
  });
});

describe('adviseConfusable', () => {
  test('is to merge what is the same to the encoder and called nearly the same', () => {
    expect(adviseConfusable(concept('Tighten bolt'), concept('Tighten bolts'), 0.985)).toBe('merge');
    expect(adviseConfusable(concept('Fasten', { synonyms: ['Tighten'] }), concept('Tighten'), 0.9)).toBe('merge');
  });

  test('is to rename siblings that share words', () => {
    const [one, other] = [concept('Tighten bolt', { broaderId: 'fix' }), concept('Loosen bolt', { broaderId: 'fix' })];
    expect(adviseConfusable(one, other, 0.99)).toBe('rename');
    expect(adviseConfusable(concept('Tighten bolt'), concept('Tighten bolts'), 0.95)).toBe('rename');
  });

  test('is to add prompts where the words differ, or the concepts lie apart', () => {
    expect(adviseConfusable(concept('Wipe'), concept('Polish'), 0.99)).toBe('addPrompt');
    const [one, other] = [concept('Tighten bolt', { broaderId: 'fix' }), concept('Loosen bolt', { broaderId: 'undo' })];
    expect(adviseConfusable(one, other, 0.99)).toBe('addPrompt');
  });
});
