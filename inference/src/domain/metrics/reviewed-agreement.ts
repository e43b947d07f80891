import type { Span } from '../segment.ts';

/** What somebody says of a part of a video. */
export interface SaidSpan<L> extends Span {
  /** `null`: none of the labels. */
  readonly label: L | null;
}

/**
 * What counts where people have spoken more than once: what was said last.
 *
 * @param said oldest first
 * @returns in order of time, without overlaps
 */
export function latestSaid<L>(said: readonly SaidSpan<L>[]): SaidSpan<L>[] {
  const counting: SaidSpan<L>[] = [];
  for (const span of said) {
    const first = firstEndingAfter(counting, span.startMs);
    let end = first;
    while (end < counting.length && counting[end].startMs < span.endMs) end++;
    const covered = counting.slice(first, end);
    const before = covered.slice(0, 1).flatMap((earlier) => cut(earlier, earlier.startMs, span.startMs));
    const behind = covered.slice(-1).flatMap((earlier) => cut(earlier, span.endMs, earlier.endMs));
    counting.splice(first, end - first, ...before, span, ...behind);
  }
  return counting;
}

/** Index of the first span that ends after a time; they are in order of time, without overlaps. */
export function firstEndingAfter(spans: readonly Span[], ms: number): number {
  let [from, to] = [0, spans.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (spans[middle].endMs > ms) to = middle;
    else from = middle + 1;
  }
  return from;
}

function cut<L>(span: SaidSpan<L>, startMs: number, endMs: number): SaidSpan<L>[] {
  return startMs < endMs ? [{ ...span, startMs, endMs }] : [];
}

/**
 * How much of the reviewed time a segmentation labels as the review does. What it does not reach counts as unknown, which
 * is what `null` asks for.
 *
 * @param reviewed in order of time, without overlaps; as `found`
 */
export function reviewedAgreement<L>(
  reviewed: readonly SaidSpan<L>[],
  found: readonly SaidSpan<L>[],
): { readonly reviewedMs: number; readonly agreeingMs: number } {
  let [reviewedMs, agreeingMs, next] = [0, 0, 0];
  for (const truth of reviewed) {
    reviewedMs += truth.endMs - truth.startMs;
    while (next < found.length && found[next].endMs <= truth.startMs) next++;
    let labelledMs = 0;
    for (let index = next; index < found.length && found[index].startMs < truth.endMs; index++) {
      if (found[index].label === null) continue;
      const overlapMs = Math.min(found[index].endMs, truth.endMs) - Math.max(found[index].startMs, truth.startMs);
      labelledMs += overlapMs;
      if (found[index].label === truth.label) agreeingMs += overlapMs;
    }
    if (truth.label === null) agreeingMs += truth.endMs - truth.startMs - labelledMs;
  }
  return { reviewedMs, agreeingMs };
}
