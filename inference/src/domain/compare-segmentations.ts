import type { Span } from './segment.ts';

/** What a segmentation says of a part of a video. */
export interface LabelledSpan<L> extends Span {
  /** `null`: unknown. */
  readonly label: L | null;
  /** 0 … 1 */
  readonly probability: number;
}

/** A part of a video in which two segmentations say one thing each. */
export interface ComparedSpan<L> extends Span {
  /** `null`: unknown. */
  readonly before: L | null;
  readonly after: L | null;
  /** Mean over the part; 0 where a segmentation does not reach. */
  readonly beforeProbability: number;
  readonly afterProbability: number;
}

/**
 * Lays one segmentation of a video over another: the fewest parts in which both say one thing each, in order of time, from the
 * earlier start to the later end. What one of them does not reach is unknown to it.
 *
 * @param before in order of time, without overlaps; as `after`. Labels are compared by `===`
 */
export function compareSegmentations<L>(
  before: readonly LabelledSpan<L>[],
  after: readonly LabelledSpan<L>[],
): ComparedSpan<L>[] {
  const compared: ComparedSpan<L>[] = [];
  let [i, j] = [0, 0];
  let startMs = Math.min(before.at(0)?.startMs ?? Infinity, after.at(0)?.startMs ?? Infinity);
  while (i < before.length || j < after.length) {
    const [one, other] = [before.at(i), after.at(j)];
    const endMs = Math.min(nextEdge(one, startMs), nextEdge(other, startMs));
    const [from, to] = [spanAt(one, startMs), spanAt(other, startMs)];
    append(compared, {
      startMs,
      endMs,
      before: from?.label ?? null,
      after: to?.label ?? null,
      beforeProbability: from?.probability ?? 0,
      afterProbability: to?.probability ?? 0,
    });
    if (one?.endMs === endMs) i++;
    if (other?.endMs === endMs) j++;
    startMs = endMs;
  }
  return compared;
}

function nextEdge(span: Span | undefined, startMs: number): number {
  if (!span) return Infinity;
  return span.startMs > startMs ? span.startMs : span.endMs;
}

function spanAt<T extends Span>(span: T | undefined, startMs: number): T | undefined {
  return span && span.startMs <= startMs ? span : undefined;
}

/** Joins a part to the one before where both say the same. */
function append<L>(compared: ComparedSpan<L>[], part: ComparedSpan<L>): void {
  const last = compared.at(-1);
  if (!last || last.before !== part.before || last.after !== part.after) {
    compared.push(part);
    return;
  }
  const share = (part.endMs - part.startMs) / (part.endMs - last.startMs);
  compared[compared.length - 1] = {
    ...last,
    endMs: part.endMs,
    beforeProbability: mix(last.beforeProbability, part.beforeProbability, share),
    afterProbability: mix(last.afterProbability, part.afterProbability, share),
  };
}

function mix(one: number, other: number, share: number): number {
  return one + (other - one) * share;
}
