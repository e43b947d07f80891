import type { VocabularyContents } from './concept-content.ts';

/**
 * What every concept that a vocabulary ever had means today. Whatever was recognised or reviewed keeps its concept for
 * good; this says under which it counts: itself where it is active, what stands in its place where it is deprecated (one
 * after a merge, several after a split), nothing where it was retired.
 *
 * @param versions contents of the published versions, newest first; of a concept that the newest does not have, the next
 * older one that has it tells
 * @returns ids of active concepts of the newest version, by id
 */
export function resolveConcepts(versions: readonly VocabularyContents[]): ReadonlyMap<string, readonly string[]> {
  const [newest] = versions;
  const latest = new Map(versions.toReversed().flatMap((contents) => [...contents]));
  const isActive = (id: string) => newest?.get(id)?.status === 'active';
  return new Map([...latest.keys()].map((id) => [id, targetsOf(id, latest, isActive)]));
}

/** Follows replacements as far as they go, each once: a circle leads nowhere. */
function targetsOf(id: string, latest: VocabularyContents, isActive: (id: string) => boolean): readonly string[] {
  const targets = new Set<string>();
  const seen = new Set([id]);
  const waiting = [id];
  for (let current = waiting.pop(); current !== undefined; current = waiting.pop()) {
    if (isActive(current)) {
      targets.add(current);
      continue;
    }
    for (const next of latest.get(current)?.replacedByIds.toReversed() ?? []) {
      if (!seen.has(next)) waiting.push(next);
      seen.add(next);
    }
  }
  return [...targets];
}
