import type { Track, TrackConcept, TrackSegment } from './track.ts';

/** How it is told what a concept has become. */
export interface BecomeWords {
  /** One of several, after a split. */
  readonly oneOf: (labels: readonly string[]) => string;
  /** Nothing stands in its place. */
  readonly retired: (label: string) => string;
}

/**
 * A track under the words of another version: each segment counts as what its concept means there. Resolved once per
 * concept, so that many segments cost one pass.
 *
 * @param current concepts of the other version, in their order
 * @param becomes ids of what a concept means there, by its id: one, several or none; absent: the version does not know it
 */
export function inCurrentWords(
  { concepts, segments }: Track,
  current: readonly TrackConcept[],
  becomes: ReadonlyMap<string, readonly string[]>,
  words: BecomeWords,
): Track {
  const all = [...current];
  const indexes = new Map(current.map(({ id }, index) => [id, index]));
  const targets = concepts.map((concept) => {
    const known = (becomes.get(concept.id) ?? []).filter((id) => indexes.has(id));
    const key = known.length > 0 ? known.join(' ') : `retired ${concept.id}`;
    if (!indexes.has(key)) {
      indexes.set(key, all.length);
      const parts = known.map((id) => all[indexes.get(id)!]!);
      all.push(parts.length > 0 ? oneOfSeveral(parts, words) : retired(concept, words));
    }
    return indexes.get(key)!;
  });
  const indexOf = (conceptIndex: number) => targets[conceptIndex] ?? -1;
  return { concepts: all, segments: segments.map((segment) => renamed(segment, indexOf)) };
}

function oneOfSeveral(parts: readonly TrackConcept[], { oneOf }: BecomeWords): TrackConcept {
  return {
    id: parts.map(({ id }) => id).join(' '),
    externalId: parts.map(({ externalId }) => externalId).join(' | '),
    notation: null,
    searchText: parts.map(({ searchText }) => searchText).join('\n'),
    label: oneOf(parts.map(({ label }) => label)),
    color: parts[0]!.color,
    isActive: false,
  };
}

function retired(concept: TrackConcept, words: BecomeWords): TrackConcept {
  return { ...concept, label: words.retired(concept.label), isActive: false };
}

/** What has become one concept is as probable as its parts together. */
function renamed(segment: TrackSegment, indexOf: (conceptIndex: number) => number): TrackSegment {
  const conceptIndex = indexOf(segment.conceptIndex);
  let { probability } = segment;
  const others = new Map<number, number>();
  for (const runnerUp of segment.runnersUp) {
    const index = indexOf(runnerUp.conceptIndex);
    if (index === conceptIndex && index >= 0) probability += runnerUp.probability;
    else others.set(index, (others.get(index) ?? 0) + runnerUp.probability);
  }
  const runnersUp = [...others]
    .map(([index, share]) => ({ conceptIndex: index, probability: share }))
    .toSorted((a, b) => b.probability - a.probability);
  return { ...segment, conceptIndex, probability: Math.min(1, probability), runnersUp };
}
