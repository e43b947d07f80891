/** What a version says, found by concept. */
import type { Review, VersionConcept } from '@actionary/database';
import type { VersionedConcept } from './concept-content.ts';
import type { Loaders } from '../graphql/loaders.ts';

interface VersionIndex {
  readonly byKey: ReadonlyMap<string, VersionConcept>;
  readonly byExternalId: ReadonlyMap<string, VersionConcept>;
  /** External ids of related concepts, whichever of the two says so. */
  readonly related: ReadonlyMap<string, ReadonlySet<string>>;
}

/** As long as the concepts are kept. */
const indexes = new WeakMap<readonly VersionConcept[], VersionIndex>();

async function indexOf(versionId: string, loaders: Loaders): Promise<VersionIndex> {
  const concepts = await loaders.conceptsOfVersion.load(versionId);
  const known = indexes.get(concepts);
  if (known) return known;
  const index = {
    byKey: new Map(concepts.map((concept) => [concept.conceptId, concept])),
    byExternalId: new Map(concepts.map((concept) => [concept.id, concept])),
    related: relatedBothWays(concepts),
  };
  indexes.set(concepts, index);
  return index;
}

function relatedBothWays(concepts: readonly VersionConcept[]): Map<string, Set<string>> {
  const related = new Map(concepts.map(({ id, relatedIds }) => [id, new Set(relatedIds)]));
  for (const { id, relatedIds } of concepts) for (const relatedId of relatedIds) related.get(relatedId)?.add(id);
  return related;
}

/** What the version says about concepts. @param conceptIds database ids; those that it does not have are left out */
export async function contentsOf(
  versionId: string,
  conceptIds: readonly string[],
  loaders: Loaders,
): Promise<VersionedConcept[]> {
  const { byKey } = await indexOf(versionId, loaders);
  return placed(
    versionId,
    conceptIds.map((id) => byKey.get(id)),
  );
}

/** As {@link contentsOf}, by external ids. */
export async function contentsOfExternal(
  versionId: string,
  externalIds: readonly string[],
  loaders: Loaders,
): Promise<VersionedConcept[]> {
  const { byExternalId } = await indexOf(versionId, loaders);
  return placed(
    versionId,
    externalIds.map((id) => byExternalId.get(id)),
  );
}

/** Related concepts of the same version, by position, then by external id. */
export async function relatedContents(
  { versionId, id }: VersionedConcept,
  loaders: Loaders,
): Promise<VersionedConcept[]> {
  const { related } = await indexOf(versionId, loaders);
  const found = await contentsOfExternal(versionId, [...(related.get(id) ?? [])], loaders);
  return found.toSorted((one, other) => one.position - other.position || (one.id < other.id ? -1 : 1));
}

function placed(versionId: string, concepts: readonly (VersionConcept | undefined)[]): VersionedConcept[] {
  return concepts.flatMap((concept) => (concept ? [{ ...concept, versionId }] : []));
}

/**
 * What a result that was recorded under a concept counts as by the latest published version of its vocabulary: one content
 * after a rename or a merge, several after a split, none where the concept was retired or nothing is published.
 */
export async function currentContents(conceptId: string, loaders: Loaders): Promise<VersionedConcept[]> {
  const { vocabularyId } = (await loaders.concept.load(conceptId))!;
  const latest = await loaders.latestVersion.load(vocabularyId);
  return latest ? contentsAt(latest.id, conceptId, loaders) : [];
}

/** As {@link currentContents}, by another published version. */
export async function contentsAt(versionId: string, conceptId: string, loaders: Loaders): Promise<VersionedConcept[]> {
  const targetIds = await loaders.resolution.load(`${versionId}/${conceptId}`);
  return contentsOf(versionId, targetIds ?? [], loaders);
}

/** What a review counts as: by what was decided, else by its own concept. */
export async function contentsOfReview({ id, conceptId }: Review, loaders: Loaders): Promise<VersionedConcept[]> {
  const effectiveId = (await loaders.decisionOfReview.load(id)) ?? conceptId;
  return effectiveId === null ? [] : currentContents(effectiveId, loaders);
}
