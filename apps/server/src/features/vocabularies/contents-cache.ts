import type { VersionConcept } from '@actionary/database';

/** Reading thousands of concepts page by page would else read all of them for every page. */
const MAX_VERSIONS = 8;

type Load = (versionId: string) => Promise<readonly VersionConcept[]>;

const cache = new Map<string, Promise<readonly VersionConcept[]>>();

/** The concepts of a version as of a revision; those of the versions last asked for are kept in memory. */
export function cachedConcepts(
  { id, revision }: { readonly id: string; readonly revision: number },
  load: Load,
): Promise<readonly VersionConcept[]> {
  const key = `${id} ${revision}`;
  const concepts = cache.get(key) ?? load(id);
  // The latest one asked for goes to the end: the first one is the one to forget.
  cache.delete(key);
  cache.set(key, concepts);
  concepts.catch(() => cache.delete(key));
  if (cache.size > MAX_VERSIONS) cache.delete(cache.keys().next().value!);
  return concepts;
}
