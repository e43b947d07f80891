import { withEdge } from './edges.ts';
import type { Edge } from './edges.ts';
import { snapEdge } from './frames.ts';
import type { Review, Span } from './review.ts';

/** What dragging in the lane of reviews does: draws a span, or moves an edge of one. */
export type LaneDrag =
  | { readonly kind: 'draw'; readonly fromMs: number }
  | { readonly kind: 'edge'; readonly review: Review; readonly edge: Edge };

export interface DragLimits {
  readonly fps: number;
  /** The shortest that a span may be: a frame. */
  readonly minMs: number;
  readonly durationMs: number;
  readonly snapMs: readonly number[];
  /** How near an edge must be to snap to it. */
  readonly toleranceMs: number;
}

/** The span that comes of dragging up to a time; null: none, it would be shorter than a frame. */
export function draggedSpan(drag: LaneDrag, ms: number, limits: DragLimits): Span | null {
  const { minMs, durationMs, snapMs } = limits;
  const snap = (at: number) => Math.min(Math.max(0, snapEdge(at, snapMs, limits)), Math.floor(durationMs));
  if (drag.kind === 'edge') return withEdge(drag.review, drag.edge, snap(ms), limits);
  const [from, to] = [snap(drag.fromMs), snap(ms)];
  const span = { startMs: Math.min(from, to), endMs: Math.max(from, to) };
  return span.endMs - span.startMs >= minMs ? span : null;
}
