import { conceptInput, conceptReason } from '@actionary/database';
import type { ConceptInput as StoredConcept } from '@actionary/database';
import type { ConceptContent } from '@actionary/inference/domain';
import type { ConceptExampleInput, ConceptInput, FacetValuesInput } from '../../../generated/resolvers-types.ts';
import type { Loaders } from '../graphql/loaders.ts';
import { fromTextLists, fromTexts } from '../graphql/localized.ts';
import { inputKey, refuse } from '../graphql/result.ts';

/** A concept as the API takes it, as the store does. Refuses (INVALID, NOT_FOUND) at `<place>.<field>`. */
export async function toStoredConcept(loaders: Loaders, input: ConceptInput, place: string): Promise<StoredConcept> {
  const examples = (input.examples ?? []).map((example, index) =>
    toExample(loaders, example, `${place}.examples.${index}`),
  );
  return toStored(input, place, await Promise.all(examples));
}

/** An example; the videos of many are read together. */
async function toExample(
  loaders: Loaders,
  { note, videoId, videoSha256, startMs, endMs }: ConceptExampleInput,
  place: string,
) {
  return {
    note: note?.normalize('NFC').trim() ?? '',
    videoSha256: videoId ? await contentOfVideo(loaders, videoId, `${place}.videoId`) : (videoSha256 ?? null),
    startMs: startMs ?? null,
    endMs: endMs ?? null,
  };
}

/** sha256 of a video's content. @param id global */
async function contentOfVideo(loaders: Loaders, id: string, field: string): Promise<string> {
  const video = await loaders.video.load(inputKey('Video', id, field));
  return video?.contentSha256 ?? refuse('NOT_FOUND', field, `there is no video ${id}, or it has not been probed yet`);
}

function toStored(input: ConceptInput, place: string, examples: NonNullable<StoredConcept['examples']>): StoredConcept {
  const at = (field: string) => `${place}.${field}`;
  return {
    id: input.externalId.trim(),
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
    reviewedPrompts: unique(input.reviewedPromptLanguages),
    facets: Object.fromEntries((input.facets ?? []).map(toFacet)),
    relatedIds: unique(input.relatedExternalIds),
    examples,
    mappings: (input.mappings ?? []).map(({ relation, target }) => ({ relation, target: target.trim() })),
    replacedByIds: unique(input.replacedByExternalIds),
  };
}

function unique(texts: readonly string[] | null | undefined): string[] {
  return [...new Set((texts ?? []).map((text) => text.trim()).filter((text) => text !== ''))];
}

function toFacet({ facet, values }: FacetValuesInput): [string, string[]] {
  return [facet, [...new Set(values)]];
}

/** A concept as it would be put, complete; refuses with INVALID, NOT_FOUND. */
export async function unsavedConcept(loaders: Loaders, input: ConceptInput, place: string): Promise<ConceptContent> {
  const parsed = conceptInput.safeParse(await toStoredConcept(loaders, input, place));
  if (parsed.success) return parsed.data;
  const [{ path, message }] = parsed.error.issues;
  return refuse('INVALID', `${place}.${inputField(path.join('.'))}`, message, conceptReason(message));
}

/** Fields of the store's concepts and operations that the API's inputs call otherwise. */
const INPUT_NAMES: Readonly<Record<string, string>> = {
  id: 'externalId',
  ids: 'externalIds',
  intoId: 'intoExternalId',
  broaderId: 'broaderExternalId',
  relatedIds: 'relatedExternalIds',
  replacedByIds: 'replacedByExternalIds',
  reviewedPrompts: 'reviewedPromptLanguages',
};

/** `relatedIds.0` → `relatedExternalIds.0` */
export function inputField(storedField: string): string {
  return storedField.replace(/^\w+/, (name) => INPUT_NAMES[name] ?? name);
}
