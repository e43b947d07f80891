import type { Concept, WorkEvent } from '@actionary/database';
import type { VersionedConcept } from '../../shared/concepts/concept-content.ts';
import { contentsAt } from '../../shared/concepts/version-concepts.ts';
import type { Loaders } from '../../shared/graphql/loaders.ts';

/** An event with the words for it. */
export interface ShownEvent extends WorkEvent {
  readonly concept: Concept;
  /** What it counts as under the latest published version. */
  readonly currentContents: readonly VersionedConcept[];
}

type Words = Pick<ShownEvent, 'concept' | 'currentContents'>;

/** Versions whose words are kept in memory. */
const MAX_VERSIONS = 16;

/** By version, then by concept: what a published version says of a concept never changes. In order of use. */
const cache = new Map<string, Map<string, Words>>();

/** Adds to events the words for them. Words that have been read once are not read again. */
export async function showEvents(events: readonly WorkEvent[], loaders: Loaders): Promise<ShownEvent[]> {
  const versionId = events.at(0)?.latestVersionId ?? null;
  const known = wordsUnder(versionId);
  const missing = new Set(events.map(({ conceptId }) => conceptId).filter((id) => !known.has(id)));
  await Promise.all(
    [...missing].map(async (conceptId) => {
      const concept = (await loaders.concept.load(conceptId))!;
      const currentContents = versionId === null ? [] : await contentsAt(versionId, conceptId, loaders);
      known.set(conceptId, { concept, currentContents });
    }),
  );
  return events.map((event) => Object.assign(event, known.get(event.conceptId)!));
}

function wordsUnder(versionId: string | null): Map<string, Words> {
  // Without a version there are no words that could be kept.
  if (versionId === null) return new Map();
  const known = cache.get(versionId) ?? new Map<string, Words>();
  cache.delete(versionId);
  cache.set(versionId, known);
  if (cache.size > MAX_VERSIONS) cache.delete(cache.keys().next().value!);
  return known;
}
