import { conceptsOfVersions } from '@actionary/database';
import type { Database, VersionConcept, VocabularyVersion } from '@actionary/database';

/** Large vocabularies are read page by page; without it, each page would read all of their concepts again. */
const MAX_VERSIONS = 16;

/** By version and revision: what a version says at a revision never changes. In order of use. */
const cache = new Map<string, readonly VersionConcept[]>();

/**
 * Concepts of each version, none of one that is not there; those of the versions used last are kept in memory. An edit
 * since the versions were read leaves newer concepts under a revision that nobody asks for any more.
 */
export async function cachedConcepts(
  db: Database,
  versions: readonly (VocabularyVersion | null)[],
): Promise<(readonly VersionConcept[])[]> {
  const missing = versions.filter((version) => version !== null).filter((version) => !cache.has(keyOf(version)));
  const ids = missing.map(({ id }) => id);
  const read = ids.length > 0 ? await conceptsOfVersions(db, ids) : [];
  const found = new Map(missing.map((version, index) => [keyOf(version), read[index]]));
  return versions.map((version) => {
    if (version === null) return [];
    const key = keyOf(version);
    const concepts = found.get(key) ?? cache.get(key)!;
    keep(key, concepts);
    return concepts;
  });
}

function keyOf({ id, revision }: VocabularyVersion): string {
  return `${id} ${revision}`;
}

function keep(key: string, concepts: readonly VersionConcept[]): void {
  cache.delete(key);
  cache.set(key, concepts);
  if (cache.size > MAX_VERSIONS) cache.delete(cache.keys().next().value!);
}
