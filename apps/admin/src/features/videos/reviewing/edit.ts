import { contains, overlaps } from './review.ts';
import type { Review, ReviewLane, Span } from './review.ts';

/** A step in reviewing: reviews that go, and those that come, in one. */
export interface Edit {
  readonly removes: readonly Review[];
  readonly adds: readonly Review[];
}

/** What takes an edit back: that is an edit, too. */
export function inverse({ removes, adds }: Edit): Edit {
  return { removes: adds, adds: removes };
}

export function applyEdit(lane: ReviewLane, { removes, adds }: Edit): ReviewLane {
  const gone = new Set(removes.map(({ key }) => key));
  return [...lane.filter(({ key }) => !gone.has(key)), ...adds];
}

/** Whether what goes is there, and what comes has its place. */
export function isApplicable(lane: ReviewLane, { removes, adds }: Edit): boolean {
  const there = new Set(lane.map(({ key }) => key));
  if (!removes.every(({ key }) => there.has(key)) || adds.some(({ key }) => there.has(key))) return false;
  const rest = applyEdit(lane, { removes, adds: [] });
  return !adds.some((review) => rest.some((other) => overlaps(review, other)));
}

/** Several edits as one: what comes and goes again does neither. */
export function netEdit(edits: readonly Edit[]): Edit {
  const removes = new Map<string, Review>();
  const adds = new Map<string, Review>();
  for (const edit of edits) {
    for (const review of edit.removes) if (!adds.delete(review.key)) removes.set(review.key, review);
    for (const review of edit.adds) if (!removes.delete(review.key)) adds.set(review.key, review);
  }
  return { removes: [...removes.values()], adds: [...adds.values()] };
}

/** Where an edit has changed something. */
export interface Change {
  /** Of the review that came there, else of the one that went. */
  readonly span: Span;
  /** The first edge that has come or gone; at the start of the span where there is none. */
  readonly ms: number;
}

/** Null where an edit changes nothing. */
export function changeOf({ removes, adds }: Edit): Change | null {
  const came = missingFrom(removes, adds);
  const changed = came.length > 0 ? came : missingFrom(adds, removes);
  const [before, after] = [edgesOf(removes), edgesOf(adds)];
  const ms = Math.min(
    ...before.filter((edge) => !after.includes(edge)),
    ...after.filter((edge) => !before.includes(edge)),
  );
  const span =
    changed.find((each) => contains(each, ms)) ?? changed.find(({ endMs }) => endMs === ms) ?? changed.at(-1);
  if (!span) return null;
  const isAtEdge = ms >= span.startMs && ms <= span.endMs;
  return { span: { startMs: span.startMs, endMs: span.endMs }, ms: isAtEdge ? ms : span.startMs };
}

function missingFrom(known: readonly Review[], reviews: readonly Review[]): Review[] {
  return reviews.filter((review) => !known.some((other) => isSame(review, other)));
}

function edgesOf(spans: readonly Span[]): number[] {
  return spans.flatMap(({ startMs, endMs }) => [startMs, endMs]);
}

export interface OverwriteOptions {
  /** Goes as a whole, not only where it is covered: the one whose edges are moved. */
  readonly replaced?: Review | null;
  /** Rests that are shorter go, too. */
  readonly minMs: number;
  readonly newKey: () => string;
}

/**
 * Says something about a span in place of all that was said about it. What reaches out of it stays, as a review of its own:
 * so every moment has one answer. Null where just that has been said already.
 */
export function overwrite(
  lane: ReviewLane,
  review: Review,
  { replaced = null, minMs, newKey }: OverwriteOptions,
): Edit | null {
  const removes = lane.filter((other) => other === replaced || overlaps(other, review));
  if (removes.length === 1 && isSame(removes[0]!, review)) return null;
  const rests = removes
    .filter((other) => other !== replaced)
    .flatMap((other) => without(other, review, minMs).map((span) => ({ ...other, ...span, key: newKey() })));
  return { removes, adds: [...rests, review] };
}

function isSame(one: Review, other: Review): boolean {
  return (['startMs', 'endMs', 'verdict', 'conceptId'] as const).every((field) => one[field] === other[field]);
}

function without({ startMs, endMs }: Span, cut: Span, minMs: number): Span[] {
  return [
    { startMs, endMs: Math.min(endMs, cut.startMs) },
    { startMs: Math.max(startMs, cut.endMs), endMs },
  ].filter((rest) => rest.endMs - rest.startMs >= minMs);
}
