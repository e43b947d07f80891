import type { ConceptContent } from './concept-content.ts';
import { foldText } from './fold-text.ts';

/** What a concept is called, in every language. */
export type ConceptWords = Pick<ConceptContent, 'prefLabels' | 'altLabels' | 'hiddenLabels'> & {
  readonly notation: string | null;
};

/** How a concept may be meant, the surest first. */
export const WORD_KINDS = ['notation', 'prefLabel', 'altLabel', 'hiddenLabel'] as const;
export type WordKind = (typeof WORD_KINDS)[number];

/** Labels in every language, synonyms, readings and notation. */
export function wordsOf({ notation, prefLabels, altLabels, hiddenLabels }: ConceptWords): Record<WordKind, string[]> {
  return {
    notation: notation === null ? [] : [notation],
    prefLabel: Object.values(prefLabels),
    altLabel: Object.values(altLabels).flat(),
    hiddenLabel: Object.values(hiddenLabels).flat(),
  };
}

/** Texts that something is found by, folded, a line each: the same as `searchText` in the database. */
export function foldLines(texts: readonly string[]): string {
  return foldText(texts.join('\n'));
}

/** The parts of what somebody types that all have to be found. */
export function searchTerms(typed: string): string[] {
  return foldText(typed).split(/\s+/).filter(Boolean);
}

/** Whether all terms are in a text that is folded, see {@link foldLines}; without terms everything is found. */
export function hasTerms(searchText: string, terms: readonly string[]): boolean {
  return terms.every((term) => searchText.includes(term));
}
