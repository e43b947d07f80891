import type { Review, ReviewLane, Span } from './review.ts';

export type Edge = 'startMs' | 'endMs';

/** The edge of a review that a time is near to; null: none. Where two reviews meet, that of the later one. */
export function edgeAt(
  lane: ReviewLane,
  ms: number,
  toleranceMs: number,
): { readonly review: Review; readonly edge: Edge } | null {
  let found: { readonly review: Review; readonly edge: Edge } | null = null;
  let nearest = toleranceMs;
  for (const review of lane)
    for (const edge of ['endMs', 'startMs'] as const) {
      const distance = Math.abs(review[edge] - ms);
      if (distance > nearest) continue;
      nearest = distance;
      found = { review, edge };
    }
  return found;
}

/** A span with an edge somewhere else: within the video, and never shorter than `minMs`. */
export function withEdge(
  { startMs, endMs }: Span,
  edge: Edge,
  ms: number,
  { minMs, durationMs }: { readonly minMs: number; readonly durationMs: number },
): Span {
  return edge === 'startMs'
    ? { startMs: Math.max(0, Math.min(ms, endMs - minMs)), endMs }
    : { startMs, endMs: Math.min(Math.floor(durationMs), Math.max(ms, startMs + minMs)) };
}

/** Where edges may snap to: those of segments and of reviews other than the one that is moved. */
export function snapEdges(segments: readonly Span[], lane: ReviewLane, moved: Review | null = null): number[] {
  return [...segments, ...lane.filter((review) => review !== moved)].flatMap(({ startMs, endMs }) => [startMs, endMs]);
}
