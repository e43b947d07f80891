import type { Track } from '../timeline/track.ts';
import { overwrite } from './edit.ts';
import type { Edit } from './edit.ts';
import { withEdge } from './edges.ts';
import type { Edge } from './edges.ts';
import type { Review, ReviewLane, Span } from './review.ts';
import { isDrawn, verdictOn } from './target.ts';
import type { Target } from './target.ts';

/** Who says something, and about what. */
export interface Speaker {
  readonly track: Track;
  readonly lane: ReviewLane;
  readonly durationMs: number;
  /** The shortest that a span may be: a frame. */
  readonly minMs: number;
  readonly person: string | null;
  readonly newKey: () => string;
}

/** Says that a target shows a concept; null: none of them. */
export function saying(speaker: Speaker, target: Target, conceptId: string | null): Edit | null {
  return said(speaker, target, { conceptId, isOwn: isDrawn(target), replaced: target.review });
}

/** Says the same of a span with an edge somewhere else. */
export function moving(speaker: Speaker, review: Review, edge: Edge, ms: number): Edit | null {
  const isOwn = review.verdict === 'draw';
  return said(speaker, withEdge(review, edge, ms, speaker), { conceptId: review.conceptId, isOwn, replaced: review });
}

interface Said {
  readonly conceptId: string | null;
  /** The span is the person's own. */
  readonly isOwn: boolean;
  readonly replaced: Review | null;
}

function said(speaker: Speaker, { startMs, endMs }: Span, { conceptId, isOwn, replaced }: Said): Edit | null {
  const { track, lane, durationMs, person, newKey } = speaker;
  const span = { startMs, endMs: Math.min(endMs, Math.floor(durationMs)) };
  const verdict = verdictOn(track, span, conceptId, isOwn);
  return overwrite(lane, { key: newKey(), ...span, verdict, conceptId, person }, { ...speaker, replaced });
}
