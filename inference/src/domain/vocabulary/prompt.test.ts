import { describe, expect, test } from '@jest/globals';
import { conceptPrompts, ensemblePrompts, PromptTemplateError, templateSlots } from './prompt.ts';
import { simpleConcept } from './vocabulary.ts';
import type { Concept } from './vocabulary.ts';

const tighten: Concept = {
  ...simpleConcept('tighten', 'en'),
  altLabels: { en: ['fasten', 'screw in'] },
  definitions: { en: 'turn until it holds' },
  notation: 'W-07',
};

describe('templateSlots', () => {
  test('lists the slots once', () => {
    expect(templateSlots('{label}: {definition}, {label}')).toEqual(['label', 'definition']);
  });

  test('names an unknown slot', () => {
    expect(() => templateSlots('a photo of {}')).toThrow(PromptTemplateError);
    expect(() => templateSlots('a photo of {lable}')).toThrow(
      'unknown slot {lable} in the prompt "a photo of {lable}"',
    );
  });

  test('refuses a template without slots', () => {
    expect(() => templateSlots('a photo')).toThrow('the prompt "a photo" has no slot');
  });
});

describe('conceptPrompts', () => {
  test('fills the slots, one prompt per synonym', () => {
    const templates = ['a person {label}s.', '{notation} {synonym}', '{label}: {definition}'];
    expect(conceptPrompts(tighten, templates, 'en')).toEqual([
      'a person tightens.',
      'W-07 fasten',
      'W-07 screw in',
      'tighten: turn until it holds',
    ]);
  });

  test('leaves out templates that the concept cannot fill', () => {
    expect(conceptPrompts(simpleConcept('wipe'), ['{label}', '{label}: {definition}', '{synonym}'], 'en')).toEqual([
      'wipe',
    ]);
    expect(() => conceptPrompts(simpleConcept('wipe'), ['{synonym}'], 'en')).toThrow(
      'no prompt can be made for "wipe" in en',
    );
  });

  test('prefers the prompts of the concept', () => {
    const concept = { ...tighten, prompts: { en: ['hands turning a screw', 'hands turning a screw'] } };
    expect(conceptPrompts(concept, ['{label}'], 'en')).toEqual(['hands turning a screw']);
    expect(conceptPrompts({ ...concept, prompts: { ja: ['ねじ'] } }, ['{label}'], 'en')).toEqual(['tighten']);
  });

  test('gives each prompt once', () => {
    expect(conceptPrompts(tighten, ['{label}', 'to {label}', '{label}'], 'en')).toEqual(['tighten', 'to tighten']);
  });

  test('takes labels literally', () => {
    expect(conceptPrompts(simpleConcept('a $& b'), ['<{label}>'], 'en')).toEqual(['<a $& b>']);
  });
});

describe('ensemblePrompts', () => {
  test('normalises, averages, normalises', () => {
    const embeddings = Float32Array.of(10, 0, 0, 2, 0, -5);
    const [a, b, c, d] = ensemblePrompts(embeddings, 2, [2, 1]);
    expect([a, b].map((x) => x.toFixed(4))).toEqual(['0.7071', '0.7071']);
    expect([c, d]).toEqual([0, -1]);
  });

  test('counts the prompts', () => {
    expect(() => ensemblePrompts(new Float32Array(4), 2, [1])).toThrow('1 prompts but 2 prompt embeddings');
  });
});
