import { latestSaid } from '@actionary/inference/domain';
import type { SaidSpan } from '@actionary/inference/domain';
import type { Track } from '../timeline/track.ts';
import { overlaps } from './review.ts';
import type { Review, ReviewLane, Span } from './review.ts';

/** What has been said about each segment: the review of most of it; null where half of it or less is reviewed. */
export function reviewsOfSegments(segments: readonly Span[], lane: ReviewLane): (Review | null)[] {
  const pieces = piecesOf(lane);
  let next = 0;
  return segments.map((segment) => {
    while (next < pieces.length && pieces[next]!.endMs <= segment.startMs) next += 1;
    let reviewedMs = 0;
    let [main, mainMs]: [Review | null, number] = [null, 0];
    for (let index = next; index < pieces.length && overlaps(pieces[index]!, segment); index += 1) {
      const { startMs, endMs, label } = pieces[index]!;
      const length = Math.min(endMs, segment.endMs) - Math.max(startMs, segment.startMs);
      reviewedMs += length;
      if (length > mainMs) [main, mainMs] = [label, length];
    }
    return 2 * reviewedMs > segment.endMs - segment.startMs ? main : null;
  });
}

/** What counts when, in order of time. */
function piecesOf(lane: ReviewLane): SaidSpan<Review>[] {
  const said = lane.map((review) => ({ startMs: review.startMs, endMs: review.endMs, label: review }));
  const inOrder = said.toSorted((one, other) => one.startMs - other.startMs);
  const isPlain = inOrder.every((span, index) => index === 0 || inOrder[index - 1]!.endMs <= span.startMs);
  return isPlain ? inOrder : latestSaid(said);
}

export interface Progress {
  readonly reviewedCount: number;
  readonly segmentCount: number;
  /** Segments of which the recognition does not know what they are. */
  readonly unknownCount: number;
}

/** @param reviews of the segments, see {@link reviewsOfSegments} */
export function progressOf({ segments }: Pick<Track, 'segments'>, reviews: readonly (Review | null)[]): Progress {
  return {
    reviewedCount: reviews.filter((review) => review !== null).length,
    segmentCount: segments.length,
    unknownCount: segments.filter(({ conceptIndex }) => conceptIndex < 0).length,
  };
}

/** How many segments of each concept are reviewed, by the concept's index. */
export function reviewedCounts(
  { segments }: Pick<Track, 'segments'>,
  reviews: readonly (Review | null)[],
): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const [index, { conceptIndex }] of segments.entries())
    if (reviews[index]) counts.set(conceptIndex, (counts.get(conceptIndex) ?? 0) + 1);
  return counts;
}
