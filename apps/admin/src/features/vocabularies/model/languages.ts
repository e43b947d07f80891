import type { Concept } from './concept.ts';

/** Languages of the product, which always have fields. */
const OWN = ['ja', 'en'] as const;

/** Languages of a vocabulary's texts: the person's own, the product's, then all that occur, then those just added. */
export function languagesOf(concepts: Iterable<Concept>, locale: string, added: readonly string[]): string[] {
  const found = new Set<string>();
  for (const { prefLabels, altLabels, hiddenLabels, definitions, scopeNotes, prompts } of concepts) {
    for (const texts of [prefLabels, altLabels, hiddenLabels, definitions, scopeNotes, prompts]) {
      for (const language of Object.keys(texts)) found.add(language);
    }
  }
  return [...new Set([locale, ...OWN, ...[...found].toSorted(), ...added])];
}
