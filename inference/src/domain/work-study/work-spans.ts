import type { SaidSpan } from '../metrics/reviewed-agreement.ts';
import type { Span } from '../segment.ts';

/** What was done in a part of a video, as far as it is known. */
export interface WorkSpan<L> extends Span {
  /** `null`: unknown. */
  readonly label: L | null;
  /** How much of it a person has reviewed: 0 … its length. */
  readonly reviewedMs: number;
}

/**
 * What counts as done: what people say, and where nobody has spoken, what was recognised. Neighbours with the same label are
 * one span.
 *
 * @param found in order of time, without overlaps; as `reviewed`, for which see `latestSaid`
 */
export function workSpans<L>(found: readonly SaidSpan<L>[], reviewed: readonly SaidSpan<L>[]): WorkSpan<L>[] {
  const said = reviewed.map((span) => ({ ...span, reviewedMs: span.endMs - span.startMs }));
  const rest = found.flatMap((span) => without(span, reviewed).map((part) => ({ ...part, reviewedMs: 0 })));
  return joined([...said, ...rest].toSorted((one, other) => one.startMs - other.startMs));
}

/** Spans as another level of the vocabulary has them. @param levelOf `null`: nothing of that level */
export function atLevel<L, M>(spans: readonly WorkSpan<L>[], levelOf: (label: L) => M | null): WorkSpan<M>[] {
  return joined(spans.map(({ label, ...span }) => ({ ...span, label: label === null ? null : levelOf(label) })));
}

/** The parts of a span that none of others reaches. @param others in order of time, without overlaps */
function without<L>(span: SaidSpan<L>, others: readonly Span[]): SaidSpan<L>[] {
  const parts: SaidSpan<L>[] = [];
  let fromMs = span.startMs;
  for (let index = firstBehind(others, fromMs); index < others.length; index++) {
    const { startMs, endMs } = others[index];
    if (startMs >= span.endMs) break;
    if (startMs > fromMs) parts.push({ ...span, startMs: fromMs, endMs: startMs });
    fromMs = endMs;
  }
  if (fromMs < span.endMs) parts.push({ ...span, startMs: fromMs });
  return parts;
}

/** What of spans is within `[fromMs, untilMs)`, cut off there; of what is cut, the same share counts as reviewed. */
export function spansWithin<L>(spans: readonly WorkSpan<L>[], fromMs: number, untilMs: number): WorkSpan<L>[] {
  const within: WorkSpan<L>[] = [];
  for (let index = firstBehind(spans, fromMs); index < spans.length; index++) {
    const { label, reviewedMs, ...span } = spans[index];
    if (span.startMs >= untilMs) break;
    const [startMs, endMs] = [Math.max(span.startMs, fromMs), Math.min(span.endMs, untilMs)];
    const share = (endMs - startMs) / (span.endMs - span.startMs);
    within.push({ label, startMs, endMs, reviewedMs: Math.round(reviewedMs * share) });
  }
  return within;
}

/** The first span that ends after a time, by halving. */
function firstBehind(spans: readonly Span[], ms: number): number {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle].endMs > ms) high = middle;
    else low = middle + 1;
  }
  return low;
}

function joined<L>(spans: readonly WorkSpan<L>[]): WorkSpan<L>[] {
  const whole: WorkSpan<L>[] = [];
  for (const span of spans) {
    const last = whole.at(-1);
    if (last && last.label === span.label && last.endMs === span.startMs)
      whole[whole.length - 1] = { ...last, endMs: span.endMs, reviewedMs: last.reviewedMs + span.reviewedMs };
    else whole.push(span);
  }
  return whole;
}
