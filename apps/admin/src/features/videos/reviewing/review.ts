import type { ReviewVerdict } from '../../../../generated/graphql.ts';

/** A part of a video: `[startMs, endMs)`, whole milliseconds. */
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

export function overlaps(one: Span, other: Span): boolean {
  return one.startMs < other.endMs && other.startMs < one.endMs;
}

export function contains(span: Span, ms: number): boolean {
  return span.startMs <= ms && ms < span.endMs;
}

/** What counts at a time. */
export function reviewAt(lane: ReviewLane, ms: number): Review | null {
  return lane.findLast((review) => contains(review, ms)) ?? null;
}
