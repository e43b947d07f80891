import type { ConceptInput as StoredConcept, DraftChanges } from '@actionary/database';
import type { ConceptInput, EditVocabularyDraftInput, FacetValuesInput } from '../../../generated/resolvers-types.ts';
import { fromTextLists, fromTexts } from '../../shared/localized.ts';
import { refuse } from '../../shared/result.ts';

const MAX_CONCEPTS = 5000;

/** From the API's edit to the store's. */
export function draftChanges({ put, remove }: EditVocabularyDraftInput): DraftChanges {
  if ((put?.length ?? 0) > MAX_CONCEPTS) refuse('INVALID', 'put', `at most ${MAX_CONCEPTS} concepts at a time`);
  return { put: (put ?? []).map(toStored), remove: [...(remove ?? [])] };
}

function toStored(input: ConceptInput): StoredConcept {
  const id = input.externalId.trim();
  const at = (field: string) => `${id}.${field}`;
  return {
    id,
    broaderId: input.broaderExternalId?.trim() || null,
    position: input.position ?? 0,
    status: input.status ?? 'active',
    notation: input.notation?.trim() || null,
    prefLabels: fromTexts(input.prefLabels, at('prefLabels')),
    altLabels: fromTextLists(input.altLabels ?? [], at('altLabels')),
    hiddenLabels: fromTextLists(input.hiddenLabels ?? [], at('hiddenLabels')),
    definitions: fromTexts(input.definitions ?? [], at('definitions')),
    scopeNotes: fromTexts(input.scopeNotes ?? [], at('scopeNotes')),
    prompts: fromTextLists(input.prompts ?? [], at('prompts')),
    facets: Object.fromEntries((input.facets ?? []).map(toFacet)),
  };
}

function toFacet({ facet, values }: FacetValuesInput): [string, string[]] {
  return [facet, [...new Set(values)]];
}
