import { describe, expect, test } from '@jest/globals';
import { isSameWording, wordingInput } from './lab-wording.ts';
import type { LabWording } from './lab-wording.ts';

const wording: LabWording = { language: 'en', templates: [' a {label} '], useOwnPrompts: true, concepts: {} };

describe('wordingInput', () => {
  test('trims templates and prompts, and leaves out concepts of which nothing is said', () => {
    const concepts = { wipe: ' a cloth \n\n moving  ', tape: ' \n' };
    expect(wordingInput({ ...wording, concepts })).toEqual({
      language: 'en',
      templates: ['a {label}'],
      useOwnPrompts: true,
      concepts: [{ conceptId: 'wipe', prompts: ['a cloth', 'moving'] }],
    });
  });
});

describe('isSameWording', () => {
  test('looks at what the encoder is given, not at how it is typed', () => {
    expect(isSameWording(wording, { ...wording, templates: ['a {label}'], concepts: { tape: '' } })).toBe(true);
    expect(isSameWording(wording, { ...wording, useOwnPrompts: false })).toBe(false);
    expect(isSameWording(wording, { ...wording, concepts: { tape: 'tape' } })).toBe(false);
  });
});
