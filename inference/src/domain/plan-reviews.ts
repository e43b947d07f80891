import { firstEndingAfter, latestSaid } from './metrics/reviewed-agreement.ts';
import type { SaidSpan } from './metrics/reviewed-agreement.ts';
import type { Span } from './segment.ts';

/** What a file says about a span of a video. */
export interface GivenSpan extends Span {
  readonly conceptId: string;
}

/** What counts of what people have said about it. */
export interface KnownReview extends Span {
  /** `null`: none of the concepts. */
  readonly conceptId: string | null;
}

export interface ReviewPlan<G extends GivenSpan, R extends KnownReview> {
  /** Spans that become reviews, without overlaps. */
  readonly added: readonly G[];
  /** Parts that are left of reviews which are withdrawn, to be said again. */
  readonly kept: readonly R[];
  readonly withdrawn: readonly R[];
  /** Spans that are said already, just so. */
  readonly unchanged: readonly G[];
  /** Spans that reviews overlap which say otherwise; left out unless these are to be replaced. */
  readonly conflicting: readonly G[];
  /** Spans that lose time to others which come later in the file. */
  readonly overlapped: readonly G[];
}

export interface PlanReviewsOptions {
  /** Spans take the place of reviews that they overlap; what of these reaches out of them stays. */
  readonly replaces: boolean;
  /** Rests of reviews that are shorter go, too: a frame. Default 1. */
  readonly minMs?: number;
}

/**
 * What is to be said, and what is to be taken back, so that reviews say what a file says. Every moment has one answer: of
 * spans that overlap the later ones count, as with reviews. Planned again once it is done, nothing is left to do.
 *
 * @param given in the order of the file
 * @param reviews oldest first
 */
export function planReviews<G extends GivenSpan, R extends KnownReview>(
  given: readonly G[],
  reviews: readonly R[],
  { replaces, minMs = 1 }: PlanReviewsOptions,
): ReviewPlan<G, R> {
  const said = latestSaid(reviews.map((review) => ({ ...spanOf(review), label: review })));
  const pieces = latestSaid(given.map((span) => ({ ...spanOf(span), label: span })));
  const wanted = pieces.map(({ label, ...span }): G => ({ ...label!, ...span }));
  const { open = [], same = [], otherwise = [] } = Object.groupBy(wanted, (span) => standingOf(span, said));
  const replacing = replaces ? otherwise : [];
  const withdrawn = new Set(reviews.filter((review) => firstOverlap(replacing, review) !== undefined));
  const rests = latestSaid([
    ...said.filter(({ label }) => withdrawn.has(label!)),
    ...replacing.map((span) => ({ ...spanOf(span), label: null })),
  ]);
  return {
    added: [...open, ...replacing].toSorted((one, other) => one.startMs - other.startMs),
    kept: rests.flatMap(({ label, ...span }) =>
      label && span.endMs - span.startMs >= minMs ? [{ ...label, ...span }] : [],
    ),
    withdrawn: [...withdrawn],
    unchanged: same,
    conflicting: otherwise,
    overlapped: given.filter((span) => !isWhole(span, pieces)),
  };
}

function spanOf({ startMs, endMs }: Span): Span {
  return { startMs, endMs };
}

/** How a span stands to what is said already. @param said in order of time, without overlaps */
function standingOf(span: GivenSpan, said: readonly SaidSpan<KnownReview>[]): 'open' | 'same' | 'otherwise' {
  const first = firstOverlap(said, span);
  if (!first) return 'open';
  const isSame = first.startMs === span.startMs && first.endMs === span.endMs;
  return isSame && first.label?.conceptId === span.conceptId ? 'same' : 'otherwise';
}

/** Whether nothing of a span was lost to others. */
function isWhole(span: GivenSpan, pieces: readonly SaidSpan<GivenSpan>[]): boolean {
  const first = firstOverlap(pieces, span);
  return first?.label === span && first.startMs === span.startMs && first.endMs === span.endMs;
}

/** @param spans in order of time, without overlaps */
function firstOverlap<S extends Span>(spans: readonly S[], { startMs, endMs }: Span): S | undefined {
  const first = spans[firstEndingAfter(spans, startMs)];
  return first && first.startMs < endMs ? first : undefined;
}
