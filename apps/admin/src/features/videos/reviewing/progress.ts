import type { Track } from '../timeline/track.ts';
import { piecesOf } from './pieces.ts';
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
