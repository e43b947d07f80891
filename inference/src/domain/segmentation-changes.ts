import { compareSegmentations } from './compare-segmentations.ts';
import type { ComparedSpan, LabelledSpan } from './compare-segmentations.ts';

/** Time that one label had, and another one has. */
export interface LabelSwap<P> {
  /** `null`: unknown. */
  readonly before: number | null;
  readonly after: number | null;
  readonly durationMs: number;
  /** Parts of videos. */
  readonly count: number;
  /** The longest of these, of different videos, longest first. */
  readonly examples: readonly PlacedSpan<P>[];
}

/** A part of a video, and which video. */
export interface PlacedSpan<P> extends ComparedSpan<number> {
  readonly place: P;
}

/** What is different in a video. */
export interface VideoChanges {
  readonly comparedMs: number;
  readonly changedMs: number;
  /** Parts that are labelled otherwise. */
  readonly changeCount: number;
}

/** Time and number of the segments of a label. */
export interface LabelTotals {
  readonly beforeMs: number;
  readonly afterMs: number;
  readonly beforeCount: number;
  readonly afterCount: number;
}

const NO_TOTALS: LabelTotals = { beforeMs: 0, afterMs: 0, beforeCount: 0, afterCount: 0 };

/**
 * Adds up what is different between two segmentations of many videos, one video after the other; it keeps sums and a few
 * examples. Labels are numbers.
 */
export class SegmentationChanges<P> {
  readonly #exampleCount: number;
  readonly #swaps = new Map<string, LabelSwap<P>>();
  readonly #totals = new Map<number | null, LabelTotals>();
  #all: VideoChanges = { comparedMs: 0, changedMs: 0, changeCount: 0 };

  /** @param exampleCount examples of each swap; default 5 */
  constructor({ exampleCount = 5 }: { readonly exampleCount?: number } = {}) {
    this.#exampleCount = exampleCount;
  }

  /** @param place which video @param before in order of time, without overlaps; as `after` */
  add(place: P, before: readonly LabelledSpan<number>[], after: readonly LabelledSpan<number>[]): VideoChanges {
    const spans = compareSegmentations(before, after);
    const changed = spans.filter((span) => span.before !== span.after);
    for (const span of changed) this.#swap({ ...span, place });
    for (const { label, startMs, endMs } of before) this.#count(label, { beforeMs: endMs - startMs, beforeCount: 1 });
    for (const { label, startMs, endMs } of after) this.#count(label, { afterMs: endMs - startMs, afterCount: 1 });
    const changes = { comparedMs: sumMs(spans), changedMs: sumMs(changed), changeCount: changed.length };
    this.#all = {
      comparedMs: this.#all.comparedMs + changes.comparedMs,
      changedMs: this.#all.changedMs + changes.changedMs,
      changeCount: this.#all.changeCount + changes.changeCount,
    };
    return changes;
  }

  /** Of all videos. */
  get all(): VideoChanges {
    return this.#all;
  }

  /** Time of each label that occurs, those that change most first. */
  get totals(): (LabelTotals & { readonly label: number | null })[] {
    const totals = [...this.#totals].map(([label, ofLabel]) => ({ label, ...ofLabel }));
    return totals.toSorted((one, other) => differenceMs(other) - differenceMs(one));
  }

  /** Those with most time first. */
  get swaps(): LabelSwap<P>[] {
    return [...this.#swaps.values()].toSorted((one, other) => other.durationMs - one.durationMs);
  }

  #swap(span: PlacedSpan<P>): void {
    const { before, after } = span;
    const key = `${before}>${after}`;
    const known = this.#swaps.get(key) ?? { before, after, durationMs: 0, count: 0, examples: [] };
    this.#swaps.set(key, {
      ...known,
      durationMs: known.durationMs + lengthOf(span),
      count: known.count + 1,
      examples: this.#withExample(known.examples, span),
    });
  }

  #withExample(examples: readonly PlacedSpan<P>[], span: PlacedSpan<P>): readonly PlacedSpan<P>[] {
    const isFull = examples.length === this.#exampleCount;
    if (isFull && lengthOf(examples.at(-1)!) >= lengthOf(span)) return examples;
    const rival = examples.find(({ place }) => place === span.place);
    if (rival && lengthOf(rival) >= lengthOf(span)) return examples;
    return [...examples.filter((example) => example !== rival), span]
      .toSorted((one, other) => lengthOf(other) - lengthOf(one))
      .slice(0, this.#exampleCount);
  }

  #count(label: number | null, more: Partial<LabelTotals>): void {
    const known = this.#totals.get(label) ?? NO_TOTALS;
    const { beforeMs = 0, afterMs = 0, beforeCount = 0, afterCount = 0 } = more;
    this.#totals.set(label, {
      beforeMs: known.beforeMs + beforeMs,
      afterMs: known.afterMs + afterMs,
      beforeCount: known.beforeCount + beforeCount,
      afterCount: known.afterCount + afterCount,
    });
  }
}

function differenceMs({ beforeMs, afterMs }: LabelTotals): number {
  return Math.abs(afterMs - beforeMs);
}

function lengthOf({ startMs, endMs }: { readonly startMs: number; readonly endMs: number }): number {
  return endMs - startMs;
}

function sumMs(spans: readonly ComparedSpan<number>[]): number {
  return spans.reduce((sum, span) => sum + lengthOf(span), 0);
}
