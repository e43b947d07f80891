import { conceptPrompts } from './prompt.ts';
import { inLanguage, labelOf } from './vocabulary.ts';
import type { Concept } from './vocabulary.ts';

const TEMPLATES = ['{label}: {definition}', 'a person at work: {label}, {definition}'];

/**
 * Prompts that describe a concept in more words, by its definition.
 *
 * @returns none where it has no definition, or prompts of its own: these are what a person wrote for the encoder
 */
export function descriptivePrompts(concept: Concept, language: string): string[] {
  const hasOwn = (inLanguage(concept.prompts, language) ?? []).length > 0;
  const isDefined = labelOf(concept, language) !== undefined && Boolean(inLanguage(concept.definitions, language));
  return !hasOwn && isDefined ? conceptPrompts(concept, TEMPLATES, language) : [];
}
