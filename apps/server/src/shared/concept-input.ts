import { conceptInput, getVideos } from '@actionary/database';
import type { ConceptInput as StoredConcept, Database } from '@actionary/database';
import type { ConceptContent } from '@actionary/inference/domain';
import type { ConceptExampleInput, ConceptInput, FacetValuesInput } from '../../generated/resolvers-types.ts';
import { fromTextLists, fromTexts } from './localized.ts';
import { inputKey, refuse } from './result.ts';

/**
 * Concepts as the API takes them, as the store does. Refuses (INVALID, NOT_FOUND) at `<place>.<field>`.
 * @param places of the concepts, for messages; as many as concepts
 */
export async function toStoredConcepts(
  db: Database,
  concepts: readonly ConceptInput[],
  places: readonly string[],
): Promise<StoredConcept[]> {
  const contents = await contentsOfVideos(db, concepts, places);
  return concepts.map((concept, index) => toStored(concept, places[index]!, contents));
}

/** sha256 of the videos that examples are parts of, by global id. */
async function contentsOfVideos(
  db: Database,
  concepts: readonly ConceptInput[],
  places: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = concepts.flatMap(({ examples }, index) =>
    (examples ?? []).flatMap(({ videoId }) => (videoId ? [{ videoId, field: `${places[index]}.examples` }] : [])),
  );
  const keys = wanted.map(({ videoId, field }) => inputKey('Video', videoId, field));
  const videos = keys.length > 0 ? await getVideos(db, keys) : [];
  return new Map(
    wanted.map(({ videoId, field }, index) => [videoId, videos[index]?.contentSha256 ?? refuseVideo(videoId, field)]),
  );
}

function refuseVideo(videoId: string, field: string): never {
  return refuse('NOT_FOUND', field, `there is no video ${videoId}, or it has not been probed yet`);
}

function toStored(input: ConceptInput, place: string, contents: ReadonlyMap<string, string>): StoredConcept {
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
    examples: (input.examples ?? []).map((example) => toExample(example, contents)),
    mappings: (input.mappings ?? []).map(({ relation, target }) => ({ relation, target: target.trim() })),
    replacedByIds: unique(input.replacedByExternalIds),
  };
}

function toExample(
  { note, videoId, videoSha256, startMs, endMs }: ConceptExampleInput,
  contents: ReadonlyMap<string, string>,
) {
  return {
    note: note?.normalize('NFC').trim() ?? '',
    videoSha256: videoId ? contents.get(videoId)! : (videoSha256 ?? null),
    startMs: startMs ?? null,
    endMs: endMs ?? null,
  };
}

function unique(texts: readonly string[] | null | undefined): string[] {
  return [...new Set((texts ?? []).map((text) => text.trim()).filter((text) => text !== ''))];
}

function toFacet({ facet, values }: FacetValuesInput): [string, string[]] {
  return [facet, [...new Set(values)]];
}

/** A concept as it would be put, complete; refuses with INVALID, NOT_FOUND. */
export async function unsavedConcept(db: Database, input: ConceptInput, place: string): Promise<ConceptContent> {
  const [stored] = await toStoredConcepts(db, [input], [place]);
  const parsed = conceptInput.safeParse(stored);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return refuse('INVALID', [place, ...issue!.path.map(String)].join('.'), issue!.message);
}
