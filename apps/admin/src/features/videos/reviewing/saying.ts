import type { Track } from '../timeline/track.ts';
import { overwrite } from './edit.ts';
import type { Edit } from './edit.ts';
import { withEdge } from './edges.ts';
import type { Edge } from './edges.ts';
import { neighbourAt, overGaps, withSharedEdge } from './gap-free.ts';
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
  /** What is said leaves no gaps to its neighbours: what is drawn grows up to them, edges that touch move together. */
  readonly isGapFree: boolean;
  readonly person: string | null;
  readonly newKey: () => string;
}

/** Says that a target shows a concept; null: none of them. */
export function saying(speaker: Speaker, target: Target, conceptId: string | null): Edit | null {
  const span = speaker.isGapFree && target.kind === 'mark' ? overGaps(speaker.lane, target) : target;
  return said(speaker, span, { conceptId, isOwn: isDrawn(target), replaced: target.review });
}

/** Says the same of a span with an edge somewhere else. */
export function moving(speaker: Speaker, review: Review, edge: Edge, ms: number): Edit | null {
  const neighbour = speaker.isGapFree ? neighbourAt(speaker.lane, review, edge) : null;
  if (neighbour) return movingBoth(speaker, review, neighbour, edge, ms);
  const isOwn = review.verdict === 'draw';
  return said(speaker, withEdge(review, edge, ms, speaker), { conceptId: review.conceptId, isOwn, replaced: review });
}

function movingBoth(speaker: Speaker, review: Review, neighbour: Review, edge: Edge, ms: number): Edit | null {
  const [own, other] = withSharedEdge(review, neighbour, edge, ms, speaker.minMs);
  if (own[edge] === review[edge]) return null;
  return { removes: [review, neighbour], adds: [saidOf(speaker, neighbour, other), saidOf(speaker, review, own)] };
}

/** Takes back what was said; its time goes to what it touches, first to what comes before, where there are to be no gaps. */
export function removing(speaker: Speaker, review: Review): Edit {
  const { lane, isGapFree } = speaker;
  const heir = isGapFree ? (neighbourAt(lane, review, 'startMs') ?? neighbourAt(lane, review, 'endMs')) : null;
  if (!heir) return { removes: [review], adds: [] };
  return { removes: [review, heir], adds: [saidOf(speaker, heir, spanning(heir, review))] };
}

/** The same as a review says, of another span. */
function saidOf(speaker: Speaker, { verdict, conceptId }: Review, span: Span): Review {
  return sentence(speaker, span, conceptId, verdict === 'draw');
}

/** From where the earlier one begins to where the later one ends. */
export function spanning(one: Span, other: Span): Span {
  return { startMs: Math.min(one.startMs, other.startMs), endMs: Math.max(one.endMs, other.endMs) };
}

interface Said {
  readonly conceptId: string | null;
  /** The span is the person's own. */
  readonly isOwn: boolean;
  readonly replaced: Review | null;
}

/** Says something about a span in place of what was said there. */
export function said(speaker: Speaker, span: Span, { conceptId, isOwn, replaced }: Said): Edit | null {
  return overwrite(speaker.lane, sentence(speaker, span, conceptId, isOwn), { ...speaker, replaced });
}

/** A review as it is said, within the video. */
export function sentence(
  { track, durationMs, person, newKey }: Speaker,
  { startMs, endMs }: Span,
  conceptId: string | null,
  isOwn: boolean,
): Review {
  const span = { startMs, endMs: Math.min(endMs, Math.floor(durationMs)) };
  return { key: newKey(), ...span, verdict: verdictOn(track, span, conceptId, isOwn), conceptId, person };
}
