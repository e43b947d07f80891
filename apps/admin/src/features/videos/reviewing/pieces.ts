import { latestSaid } from '@actionary/inference/domain';
import type { SaidSpan } from '@actionary/inference/domain';
import type { Review, ReviewLane } from './review.ts';

/** What counts when, in order of time, without overlaps. */
export function piecesOf(lane: ReviewLane): SaidSpan<Review>[] {
  const said = lane.map((review) => ({ startMs: review.startMs, endMs: review.endMs, label: review }));
  const inOrder = said.toSorted((one, other) => one.startMs - other.startMs);
  const isPlain = inOrder.every((span, index) => index === 0 || inOrder[index - 1]!.endMs <= span.startMs);
  return isPlain ? inOrder : latestSaid(said);
}
