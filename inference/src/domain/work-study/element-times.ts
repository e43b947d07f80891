import type { Span } from '../segment.ts';
import { isOutlier, summarizeSample } from './sample-summary.ts';
import type { SampleSummary } from './sample-summary.ts';
import { findCycles } from './work-cycles.ts';
import type { WorkSpan } from './work-spans.ts';

/** A video, and what was done in it. @typeParam P how the video is named */
export interface WorkOf<L, P> {
  readonly place: P;
  /** In order of time, neighbours joined. */
  readonly spans: readonly WorkSpan<L>[];
}

/** Once that something was done. */
export interface Occurrence<P> extends Span {
  readonly place: P;
  readonly reviewedMs: number;
}

/** All times that something was done. */
export interface ElementTimes<L, P> {
  /** `null`: unknown. */
  readonly label: L | null;
  /** At least one; video by video, in order of time. */
  readonly occurrences: readonly Occurrence<P>[];
  /** Of their lengths, in milliseconds. */
  readonly times: SampleSummary;
}

/** Every label that occurs. @returns those with most time first; unknown last */
export function elementTimes<L, P>(videos: readonly WorkOf<L, P>[]): ElementTimes<L, P>[] {
  const found = new Map<L | null, Occurrence<P>[]>();
  for (const { place, spans } of videos) {
    for (const { label, startMs, endMs, reviewedMs } of spans) {
      const occurrences = found.get(label) ?? [];
      if (occurrences.push({ place, startMs, endMs, reviewedMs }) === 1) found.set(label, occurrences);
    }
  }
  const elements = Array.from(found, ([label, occurrences]) => ({
    label,
    occurrences,
    times: summarizeSample(occurrences.map(({ startMs, endMs }) => endMs - startMs)),
  }));
  return elements.toSorted(
    (one, other) => Number(one.label === null) - Number(other.label === null) || other.times.total - one.times.total,
  );
}

/** What a label comes to in a cycle, on average over all cycles, also those without it. */
export interface CycleElement<L> {
  readonly label: L | null;
  readonly meanMs: number;
  /** In how many of the cycles it occurs. */
  readonly cycleCount: number;
}

/** A whole cycle, and what was done in it. */
export interface Cycle<L, P> extends Occurrence<P> {
  /** In order of time, neighbours joined. */
  readonly spans: readonly WorkSpan<L>[];
}

/** All cycles of videos. */
export interface CycleTimes<L, P> {
  /** At least one; video by video, in order of time. */
  readonly cycles: readonly Cycle<L, P>[];
  /** Of their lengths, in milliseconds. */
  readonly times: SampleSummary;
  /** In the order in which they usually come: by the mean place of their first occurrence in a cycle. */
  readonly elements: readonly CycleElement<L>[];
}

/** @returns `null` where there is no whole cycle */
export function cycleTimes<L, P>(videos: readonly WorkOf<L, P>[], startLabel: L): CycleTimes<L, P> | null {
  const found = videos.flatMap(({ place, spans }) =>
    findCycles(spans, startLabel).map(({ startMs, endMs, fromIndex, toIndex }) => ({
      place,
      startMs,
      endMs,
      spans: spans.slice(fromIndex, toIndex),
    })),
  );
  if (found.length === 0) return null;
  const cycles = found.map((cycle) => ({
    ...cycle,
    reviewedMs: cycle.spans.reduce((sum, { reviewedMs }) => sum + reviewedMs, 0),
  }));
  return {
    cycles,
    times: summarizeSample(cycles.map(({ startMs, endMs }) => endMs - startMs)),
    elements: cycleElements(found.map(({ spans }) => spans)),
  };
}

/** What others are compared with: the shortest cycle that is no outlier, since what is far too short was rarely seen whole. */
export function bestCycle<L, P>({ cycles, times }: CycleTimes<L, P>): Cycle<L, P> {
  const lengthOf = ({ startMs, endMs }: Span) => endMs - startMs;
  const usual = cycles.filter((cycle) => !isOutlier(lengthOf(cycle), times));
  return usual.reduce((best, cycle) => (lengthOf(cycle) < lengthOf(best) ? cycle : best));
}

function cycleElements<L>(cycles: readonly (readonly WorkSpan<L>[])[]): CycleElement<L>[] {
  const sums = new Map<L | null, { totalMs: number; cycleCount: number; places: number }>();
  for (const spans of cycles) {
    const seen = new Set<L | null>();
    for (const [index, { label, startMs, endMs }] of spans.entries()) {
      const sum = sums.get(label) ?? { totalMs: 0, cycleCount: 0, places: 0 };
      sums.set(label, sum);
      sum.totalMs += endMs - startMs;
      if (seen.has(label)) continue;
      seen.add(label);
      sum.cycleCount++;
      sum.places += index / spans.length;
    }
  }
  const inOrder = [...sums].toSorted(
    ([, one], [, other]) => one.places / one.cycleCount - other.places / other.cycleCount,
  );
  return inOrder.map(([label, { totalMs, cycleCount }]) => ({ label, meanMs: totalMs / cycles.length, cycleCount }));
}
