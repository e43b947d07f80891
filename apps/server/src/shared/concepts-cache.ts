import { conceptsOfVersions, getVocabularyVersions } from '@actionary/database';
import type { Database, VersionConcept } from '@actionary/database';

/** Large vocabularies are read page by page; without it, each page would read all of their concepts again. */
const MAX_VERSIONS = 16;

/** By version and revision: what a version says at a revision never changes. In order of use. */
const cache = new Map<string, readonly VersionConcept[]>();

/** Concepts of each version; those of the versions used last are kept in memory. */
export async function cachedConcepts(db: Database, versionIds: readonly string[]): Promise<VersionConcept[][]> {
  // Before the concepts: an edit in between leaves newer concepts under a revision that nobody asks for any more.
  const versions = await getVocabularyVersions(db, versionIds);
  const keys = versionIds.map((id, index) => `${id} ${versions[index]?.revision}`);
  const missing = versionIds.filter((_, index) => !cache.has(keys[index]!));
  const read = missing.length > 0 ? await conceptsOfVersions(db, missing) : [];
  const found = new Map(missing.map((id, index) => [id, read[index]!]));
  const concepts = versionIds.map((id, index) => found.get(id) ?? cache.get(keys[index]!)!);
  for (const [index, key] of keys.entries()) keep(key, concepts[index]!);
  return concepts.map((list) => [...list]);
}

function keep(key: string, concepts: readonly VersionConcept[]): void {
  cache.delete(key);
  cache.set(key, concepts);
  if (cache.size > MAX_VERSIONS) cache.delete(cache.keys().next().value!);
}
