import { UNKNOWN_COLOR } from '../../../lib/concept-colors.ts';

/** A concept of the recognition's vocabulary version, as the pages show it. */
export interface TrackConcept {
  readonly id: string;
  readonly externalId: string;
  readonly notation: string | null;
  readonly label: string;
  /** What it is found by: labels in every language, synonyms, readings and notation, folded. */
  readonly searchText: string;
  /** The same in all versions. */
  readonly color: string;
  /** It can be said of a part of a video: not retired, and one concept, not one of several. */
  readonly isActive: boolean;
}

/** A concept over `[startMs, endMs)`. */
export interface TrackSegment {
  readonly startMs: number;
  readonly endMs: number;
  /** Position in the vocabulary version; -1: unknown. */
  readonly conceptIndex: number;
  /** 0 … 1 */
  readonly probability: number;
  /** Best first. */
  readonly runnersUp: readonly { readonly conceptIndex: number; readonly probability: number }[];
}

/** What a recognition says about a video: segments in order of time, which do not overlap. */
export interface Track {
  readonly concepts: readonly TrackConcept[];
  readonly segments: readonly TrackSegment[];
}

/** Index of the segment that a time is in, -1 where it is in none. O(log n). */
export function segmentIndexAt({ segments }: Pick<Track, 'segments'>, ms: number): number {
  const index = firstEndingAfter(segments, ms);
  return index < segments.length && segments[index]!.startMs <= ms ? index : -1;
}

/** Index of the first segment that ends after a time; as many as there are where none does. O(log n). */
export function firstEndingAfter(segments: readonly TrackSegment[], ms: number): number {
  let [low, high] = [0, segments.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (segments[middle]!.endMs > ms) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** @param conceptIndex -1: unknown */
export function colorOf({ concepts }: Pick<Track, 'concepts'>, conceptIndex: number): string {
  return concepts[conceptIndex]?.color ?? UNKNOWN_COLOR;
}

/** How probable the recognition holds a concept for in a segment; 0 where it is not among the best. */
export function probabilityOf({ conceptIndex, probability, runnersUp }: TrackSegment, concept: number): number {
  if (conceptIndex === concept) return probability;
  for (const runnerUp of runnersUp) if (runnerUp.conceptIndex === concept) return runnerUp.probability;
  return 0;
}

/** Indexes of the concepts that the recognition holds for probable anywhere, if only as the next best. */
export function likelyConcepts({ segments }: Pick<Track, 'segments'>): ReadonlySet<number> {
  const likely = new Set<number>();
  for (const { conceptIndex, runnersUp } of segments) {
    likely.add(conceptIndex);
    for (const runnerUp of runnersUp) likely.add(runnerUp.conceptIndex);
  }
  likely.delete(-1);
  return likely;
}
