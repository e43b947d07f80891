import type { ConceptExampleInput, ConceptInput, ConceptToExtendQuery } from '../../../../generated/graphql.ts';

export type ExtendedContent = Extract<ConceptToExtendQuery['node'], { readonly type: 'ConceptContent' }>;

const idsOf = (contents: readonly { readonly concept: { readonly externalId: string } }[]) =>
  contents.map(({ concept }) => concept.externalId);
const textOf = ({ language, text }: { readonly language: string; readonly text: string }) => ({ language, text });
const textsOf = ({ language, texts }: { readonly language: string; readonly texts: readonly string[] }) => ({
  language,
  texts: [...texts],
});

/** Everything that a concept says, and one more example. */
export function withExample(content: ExtendedContent, example: ConceptExampleInput): ConceptInput {
  return {
    externalId: content.concept.externalId,
    broaderExternalId: content.broader?.concept.externalId ?? null,
    position: content.position,
    status: content.status,
    notation: content.notation,
    prefLabels: content.prefLabels.map(textOf),
    altLabels: content.altLabels.map(textsOf),
    hiddenLabels: content.hiddenLabels.map(textsOf),
    definitions: content.definitions.map(textOf),
    scopeNotes: content.scopeNotes.map(textOf),
    prompts: content.prompts.map(textsOf),
    reviewedPromptLanguages: [...content.reviewedPromptLanguages],
    facets: content.facets.map(({ facet, values }) => ({ facet, values: [...values] })),
    relatedExternalIds: idsOf(content.related),
    examples: [...content.examples.map(asInput), example],
    mappings: content.mappings.map(({ relation, target }) => ({ relation, target })),
    replacedByExternalIds: idsOf(content.replacedBy),
  };
}

function asInput({ note, videoSha256, startMs, endMs }: ExtendedContent['examples'][number]): ConceptExampleInput {
  return { note, videoSha256, startMs, endMs };
}
