import type { VocabularyContents } from '@actionary/inference/domain';
import type { Concept } from './concept.ts';
import type { Edit } from './draft-state.ts';

/** What can be said about several concepts at once. */
export type BulkChange =
  | { readonly kind: 'facet'; readonly facet: string; readonly values: readonly string[] }
  | { readonly kind: 'reviewed'; readonly isReviewed: boolean }
  | { readonly kind: 'clearLanguage'; readonly language: string }
  /** A label in a language made of the one in another, where there is none yet: to be translated afterwards. */
  | { readonly kind: 'copyLanguage'; readonly from: string; readonly to: string };

/** The same change of several concepts, as edits of one step; concepts that it does not change are left out. */
export function bulkEdits(contents: VocabularyContents, ids: readonly string[], change: BulkChange): Edit[] {
  return ids.flatMap((id): Edit[] => {
    const before = contents.get(id);
    const after = before && changed(before, change);
    return before && after && after !== before ? [{ kind: 'edit', before, after }] : [];
  });
}

function changed(concept: Concept, change: BulkChange): Concept {
  switch (change.kind) {
    case 'facet':
      return withFacet(concept, change.facet, change.values);
    case 'reviewed':
      return { ...concept, reviewedPrompts: change.isReviewed ? Object.keys(concept.prompts) : [] };
    case 'clearLanguage':
      return withoutLanguage(concept, change.language);
    case 'copyLanguage': {
      const text = concept.prefLabels[change.from];
      if (text === undefined || concept.prefLabels[change.to] !== undefined) return concept;
      return { ...concept, prefLabels: { ...concept.prefLabels, [change.to]: text } };
    }
  }
}

function withFacet(concept: Concept, facet: string, values: readonly string[]): Concept {
  const rest = Object.entries(concept.facets).filter(([name]) => name !== facet);
  return { ...concept, facets: Object.fromEntries(values.length > 0 ? [...rest, [facet, values]] : rest) };
}

/** All texts of a language go; a concept keeps the only label that it has. */
function withoutLanguage(concept: Concept, language: string): Concept {
  const without = <T>(texts: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
    Object.fromEntries(Object.entries(texts).filter(([tag]) => tag !== language));
  const prefLabels = without(concept.prefLabels);
  return {
    ...concept,
    prefLabels: Object.keys(prefLabels).length > 0 ? prefLabels : concept.prefLabels,
    altLabels: without(concept.altLabels),
    hiddenLabels: without(concept.hiddenLabels),
    definitions: without(concept.definitions),
    scopeNotes: without(concept.scopeNotes),
    prompts: without(concept.prompts),
    reviewedPrompts: concept.reviewedPrompts.filter((tag) => tag !== language),
  };
}
