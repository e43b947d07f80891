import { expect, test } from '@jest/globals';
import { displayLabel, labelOf, normalizeLanguageTag, simpleConcept } from './vocabulary.ts';

test('labelOf takes the language, else the label without one, never another language', () => {
  expect(labelOf(simpleConcept('wipe', 'en'), 'en')).toBe('wipe');
  expect(labelOf(simpleConcept('wipe'), 'en')).toBe('wipe');
  expect(labelOf({ ...simpleConcept('W-7'), prefLabels: { und: 'W-7', en: 'wipe' } }, 'en')).toBe('wipe');
  expect(labelOf(simpleConcept('拭く', 'ja'), 'en')).toBeUndefined();
  expect(labelOf(simpleConcept('wipe', 'en-GB'), 'en')).toBeUndefined();
});

test('displayLabel takes any language rather than none', () => {
  expect(displayLabel({ ...simpleConcept('拭く', 'ja'), id: 'W-7' }, 'en')).toBe('拭く');
  expect(displayLabel({ ...simpleConcept('x', 'en'), prefLabels: {}, id: 'W-7' }, 'en')).toBe('W-7');
});

test.each([
  ['EN', 'en'],
  ['en_gb', 'en-GB'],
  ['JA-hira', 'ja-Hira'],
  ['zh-HANT-tw', 'zh-Hant-TW'],
  ['sl-ROZAJ', 'sl-rozaj'],
])('normalizeLanguageTag %s gives %s', (tag, normal) => {
  expect(normalizeLanguageTag(tag)).toBe(normal);
  expect(normalizeLanguageTag(normal)).toBe(normal);
});
