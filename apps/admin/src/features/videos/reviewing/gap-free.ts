import type { Edge } from './edges.ts';
import type { Review, ReviewLane, Span } from './review.ts';

/** What is wider is no gap, but time that nobody has reviewed yet. */
export const GAP_MS = 2000;

/** A span, grown over the gaps to what was said before and after it. */
export function overGaps(lane: ReviewLane, { startMs, endMs }: Span): Span {
  const isGap = (lengthMs: number) => lengthMs >= 0 && lengthMs <= GAP_MS;
  const ends = lane.map((review) => review.endMs).filter((end) => isGap(startMs - end));
  const starts = lane.map((review) => review.startMs).filter((start) => isGap(start - endMs));
  return {
    startMs: ends.length > 0 ? Math.max(...ends) : startMs,
    endMs: starts.length > 0 ? Math.min(...starts) : endMs,
  };
}

/** The review on the other side of an edge, where no time lies between. */
export function neighbourAt(lane: ReviewLane, review: Review, edge: Edge): Review | null {
  const other = edge === 'startMs' ? 'endMs' : 'startMs';
  return lane.find((each) => each !== review && each[other] === review[edge]) ?? null;
}

/** Where an edge that two reviews share may go: each of them keeps a frame. The two as they are then, the first one's first. */
export function withSharedEdge(one: Span, other: Span, edge: Edge, ms: number, minMs: number): readonly [Span, Span] {
  const [before, after] = edge === 'startMs' ? [other, one] : [one, other];
  const edgeMs = Math.max(before.startMs + minMs, Math.min(ms, after.endMs - minMs));
  const spans = [
    { startMs: before.startMs, endMs: edgeMs },
    { startMs: edgeMs, endMs: after.endMs },
  ] as const;
  return edge === 'startMs' ? [spans[1], spans[0]] : spans;
}
