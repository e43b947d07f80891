import { expect, test } from '@jest/globals';
import { descriptivePrompts } from './descriptive-prompts.ts';
import type { Concept } from './vocabulary.ts';

const concept: Concept = {
  id: 'tighten',
  prefLabels: { en: 'tighten a screw' },
  altLabels: {},
  definitions: {},
  prompts: {},
  notation: null,
  broaderId: null,
};

test('descriptivePrompts puts the definition beside the label', () => {
  const definitions = { en: 'turning it clockwise until it holds', ja: '締める' };
  expect(descriptivePrompts({ ...concept, definitions }, 'en')).toEqual([
    'tighten a screw: turning it clockwise until it holds',
    'a person at work: tighten a screw, turning it clockwise until it holds',
  ]);
});

test('descriptivePrompts leaves alone what a person wrote for the encoder', () => {
  const own = { ...concept, definitions: { en: 'ignored' }, prompts: { en: ['a hand with a screwdriver'] } };
  expect(descriptivePrompts(own, 'en')).toEqual([]);
});

test('descriptivePrompts says nothing where nothing describes the concept', () => {
  expect(descriptivePrompts(concept, 'en')).toEqual([]);
  expect(descriptivePrompts({ ...concept, definitions: { ja: '締める' } }, 'en')).toEqual([]);
  expect(
    descriptivePrompts({ ...concept, prefLabels: { ja: '締付け' }, definitions: { en: 'turning' } }, 'en'),
  ).toEqual([]);
});
