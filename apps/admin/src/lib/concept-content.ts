import type { ConceptContent } from '@actionary/inference/domain';
import type { ConceptFieldsFragment, ConceptInput } from '../../generated/graphql.ts';

/** What a version says about a concept, as the domain has it. */
export function fromContent(content: ConceptFieldsFragment): ConceptContent {
  return {
    id: content.concept.externalId,
    broaderId: content.broader?.concept.externalId ?? null,
    position: content.position,
    status: content.status,
    notation: content.notation,
    prefLabels: fromTexts(content.prefLabels),
    altLabels: fromLists(content.altLabels),
    hiddenLabels: fromLists(content.hiddenLabels),
    definitions: fromTexts(content.definitions),
    scopeNotes: fromTexts(content.scopeNotes),
    prompts: fromLists(content.prompts),
    reviewedPrompts: content.reviewedPromptLanguages,
    facets: Object.fromEntries(content.facets.map(({ facet, values }) => [facet, values])),
    relatedIds: idsOf(content.related),
    examples: content.examples.map(({ note, videoSha256, startMs, endMs }) => ({ note, videoSha256, startMs, endMs })),
    mappings: content.mappings.map(({ relation, target }) => ({ relation, target })),
    replacedByIds: idsOf(content.replacedBy),
  };
}

/** The same as the API takes it. */
export function toInput(concept: ConceptContent): ConceptInput {
  return {
    externalId: concept.id,
    broaderExternalId: concept.broaderId,
    // A concept that is being added stands between two others.
    position: Math.floor(concept.position),
    status: concept.status,
    notation: concept.notation,
    prefLabels: toTexts(concept.prefLabels),
    altLabels: toLists(concept.altLabels),
    hiddenLabels: toLists(concept.hiddenLabels),
    definitions: toTexts(concept.definitions),
    scopeNotes: toTexts(concept.scopeNotes),
    prompts: toLists(concept.prompts),
    reviewedPromptLanguages: [...concept.reviewedPrompts],
    facets: Object.entries(concept.facets).map(([facet, values]) => ({ facet, values: [...values] })),
    relatedExternalIds: [...concept.relatedIds],
    examples: concept.examples.map(({ note, videoSha256, startMs, endMs }) => ({ note, videoSha256, startMs, endMs })),
    mappings: concept.mappings.map(({ relation, target }) => ({ relation, target })),
    replacedByExternalIds: [...concept.replacedByIds],
  };
}

const idsOf = (contents: readonly { readonly concept: { readonly externalId: string } }[]) =>
  contents.map(({ concept }) => concept.externalId);

function fromTexts(list: readonly { language: string; text: string }[]): ConceptContent['prefLabels'] {
  return Object.fromEntries(list.map(({ language, text }) => [language, text]));
}

function fromLists(list: readonly { language: string; texts: readonly string[] }[]): ConceptContent['altLabels'] {
  return Object.fromEntries(list.map(({ language, texts }) => [language, texts]));
}

function toTexts(texts: ConceptContent['prefLabels']) {
  return Object.entries(texts).map(([language, text]) => ({ language, text }));
}

function toLists(lists: ConceptContent['altLabels']) {
  return Object.entries(lists).map(([language, texts]) => ({ language, texts: [...texts] }));
}
