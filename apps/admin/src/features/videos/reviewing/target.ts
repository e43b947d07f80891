import type { ReviewVerdict } from '../../../../generated/graphql.ts';
import { firstEndingAfter, segmentIndexAt } from '../timeline/track.ts';
import type { Track, TrackSegment } from '../timeline/track.ts';
import { contains, reviewAt } from './review.ts';
import type { Review, ReviewLane, Span } from './review.ts';

/** What a verdict would be about. */
export interface Target extends Span {
  /** What is marked, what has been reviewed, or what was recognised and nobody has said anything about. */
  readonly kind: 'mark' | 'review' | 'segment';
  /** Of the kind `review`. */
  readonly review: Review | null;
  /** What was recognised at the time; null: nothing. */
  readonly segment: TrackSegment | null;
}

/** What a verdict at a time is about: a marked span before all, then what has been said there, then what was recognised. */
export function targetAt(
  track: Pick<Track, 'segments'>,
  lane: ReviewLane,
  marked: Span | null,
  ms: number,
): Target | null {
  const segment = track.segments[segmentIndexAt(track, ms)] ?? null;
  if (marked) return { ...spanOf(marked), kind: 'mark', review: null, segment };
  const review = reviewAt(lane, ms);
  if (review) return { ...spanOf(review), kind: 'review', review, segment };
  return segment && { ...openSpan(segment, lane, ms), kind: 'segment', review: null, segment };
}

/** A span that a person has drawn, whatever else is there. */
export function drawnTarget(span: Span): Target {
  return { ...spanOf(span), kind: 'mark', review: null, segment: null };
}

function spanOf({ startMs, endMs }: Span): Span {
  return { startMs, endMs };
}

/** The part of a segment around a time that nobody has said anything about. */
function openSpan({ startMs, endMs }: Span, lane: ReviewLane, ms: number): Span {
  return {
    startMs: lane.reduce((start, review) => (review.endMs <= ms ? Math.max(start, review.endMs) : start), startMs),
    endMs: lane.reduce((end, review) => (review.startMs > ms ? Math.min(end, review.startMs) : end), endMs),
  };
}

/** The first part of a segment that nobody has said anything about; all of it where all is said. */
export function firstOpenSpan({ startMs, endMs }: Span, lane: ReviewLane): Span {
  let ms = startMs;
  for (const review of lane.toSorted((one, other) => one.startMs - other.startMs))
    if (contains(review, ms)) ms = review.endMs;
  return ms < endMs ? openSpan({ startMs, endMs }, lane, ms) : { startMs, endMs };
}

/**
 * Which verdict it is to say that a span shows a concept.
 * @param conceptId null: none of them
 * @param isOwn the span is a person's own, see {@link isDrawn}
 */
export function verdictOn(
  { concepts, segments }: Track,
  { startMs, endMs }: Span,
  conceptId: string | null,
  isOwn: boolean,
): ReviewVerdict {
  if (conceptId === null) return 'reject';
  if (isOwn) return 'draw';
  const segment = segments[firstEndingAfter(segments, startMs)];
  const isRecognised =
    segment !== undefined &&
    segment.startMs <= startMs &&
    segment.endMs >= endMs &&
    concepts[segment.conceptIndex]?.id === conceptId;
  return isRecognised ? 'confirm' : 'correct';
}

/** Whether a verdict on the target is about a span that a person has drawn. */
export function isDrawn({ kind, review }: Target): boolean {
  return kind === 'mark' || review?.verdict === 'draw';
}

/** The concept that confirming says: what was recognised; null where there is nothing to confirm. */
export function confirmable(track: Track, target: Target | null): string | null {
  if (!target?.segment || isDrawn(target)) return null;
  const concept = track.concepts[target.segment.conceptIndex];
  return concept?.isActive ? concept.id : null;
}
