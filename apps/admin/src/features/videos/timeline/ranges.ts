/** A stretch to be played over and over. */
export interface Range {
  readonly startMs: number;
  readonly endMs: number;
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
