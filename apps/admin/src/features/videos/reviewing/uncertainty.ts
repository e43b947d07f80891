import type { TrackSegment } from '../timeline/track.ts';

/** How much more probable the best concept is than the next one: 0 … 1. The less, the more a person is needed. */
function leadOf({ conceptIndex, probability, runnersUp }: TrackSegment): number {
  // Where it is unknown, the list begins with the best one, which was not enough.
  const [best = 0, next = 0] =
    conceptIndex < 0
      ? runnersUp.map((each) => each.probability)
      : [probability, ...runnersUp.map((each) => each.probability)];
  return best - next;
}

/** Indexes of segments, the least certain first; of equal ones the earlier. */
export function byUncertainty(segments: readonly TrackSegment[]): number[] {
  const leads = segments.map(leadOf);
  return [...segments.keys()].toSorted((one, other) => leads[one]! - leads[other]! || one - other);
}

/**
 * The next of some segments that nobody has reviewed, from the one where one was last; after the last comes the first.
 * @param from -1: nowhere yet
 * @returns its index; null where all are reviewed
 */
export function nextUnreviewed(
  order: readonly number[],
  isReviewed: (index: number) => boolean,
  from: number,
  direction: 1 | -1,
): number | null {
  const count = order.length;
  const place = order.indexOf(from);
  const start = place >= 0 ? place : direction > 0 ? -1 : count;
  for (let step = 1; step <= count; step += 1) {
    const index = order[(start + direction * step + 2 * count) % count]!;
    if (!isReviewed(index)) return index;
  }
  return null;
}
