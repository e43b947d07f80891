import type { ReviewVerdict } from '../../../../generated/graphql.ts';

/** A part of a video: `[startMs, endMs)`, whole milliseconds; an instant where both are the same. */
export interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

/** What a person has said about a span. Never changed: what is said anew is another review. */
export interface Review extends Span {
  /** Of the page's own: the same after it was taken back and said again, under whatever id. */
  readonly key: string;
  readonly verdict: ReviewVerdict;
  /** That it counts as; null: none of the concepts. */
  readonly conceptId: string | null;
  readonly person: string | null;
}

/** What has been said about a video, oldest first. What was made elsewhere may overlap: there the later one counts. */
export type ReviewLane = readonly Review[];

/** Something happens there, and takes no time. */
export function isInstant({ startMs, endMs }: Span): boolean {
  return startMs === endMs;
}

/** What takes time: only that has one answer for each moment. */
export function spansOf(lane: ReviewLane): ReviewLane {
  return lane.some(isInstant) ? lane.filter((review) => !isInstant(review)) : lane;
}

/** Whether the later word takes the place of the earlier: of spans that share time, and of instants of one moment. */
export function overlaps(one: Span, other: Span): boolean {
  if (isInstant(one) || isInstant(other)) return one.startMs === other.startMs && one.endMs === other.endMs;
  return one.startMs < other.endMs && other.startMs < one.endMs;
}

export function contains(span: Span, ms: number): boolean {
  return span.startMs <= ms && ms < span.endMs;
}

/** What counts at a time. */
export function reviewAt(lane: ReviewLane, ms: number): Review | null {
  return lane.findLast((review) => contains(review, ms)) ?? null;
}
