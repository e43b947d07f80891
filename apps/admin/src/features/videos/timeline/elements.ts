import type { Track } from './track.ts';

/** What a concept comes to in a video; lengths in milliseconds. */
export interface Element {
  /** -1: unknown. */
  readonly conceptIndex: number;
  readonly count: number;
  readonly totalMs: number;
  readonly minMs: number;
  readonly maxMs: number;
}

/** The concepts that occur, in the order of the vocabulary, unknown last. */
export function elementsOf({ segments }: Pick<Track, 'segments'>): Element[] {
  const elements = new Map<number, Element>();
  for (const { conceptIndex, startMs, endMs } of segments) {
    const length = endMs - startMs;
    const { count, totalMs, minMs, maxMs } = elements.get(conceptIndex) ?? {
      count: 0,
      totalMs: 0,
      minMs: length,
      maxMs: length,
    };
    elements.set(conceptIndex, {
      conceptIndex,
      count: count + 1,
      totalMs: totalMs + length,
      minMs: Math.min(minMs, length),
      maxMs: Math.max(maxMs, length),
    });
  }
  return [...elements.values()].toSorted((a, b) => placeOf(a) - placeOf(b));
}

function placeOf({ conceptIndex }: Element): number {
  return conceptIndex < 0 ? Number.POSITIVE_INFINITY : conceptIndex;
}

/** A stretch to be played over and over. */
export interface Range {
  readonly startMs: number;
  readonly endMs: number;
}

/** Where each occurrence of a concept is. */
export function rangesOf({ segments }: Pick<Track, 'segments'>, conceptIndex: number): Range[] {
  return segments
    .filter((segment) => segment.conceptIndex === conceptIndex)
    .map(({ startMs, endMs }) => ({ startMs, endMs }));
}

/** The range that a time is in; null: none of them. */
export function rangeAt(ranges: readonly Range[], ms: number): Range | null {
  return ranges.find(({ startMs, endMs }) => startMs <= ms && ms < endMs) ?? null;
}

/** Where a loop over ranges has to go on from a time; null where it is in one of them. @param ranges in order, not empty */
export function loopJump(ranges: readonly Range[], ms: number): number | null {
  const next = ranges.find(({ endMs }) => ms < endMs) ?? ranges[0]!;
  return ms >= next.startMs && ms < next.endMs ? null : next.startMs;
}
