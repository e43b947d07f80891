import type { Span } from '../segment.ts';
import { summarizeSample } from './sample-summary.ts';
import type { WorkSpan } from './work-spans.ts';

/** From one beginning of the work to the next. */
export interface WorkCycle extends Span {
  /** Its spans: from this one up to, but not with, the other. */
  readonly fromIndex: number;
  readonly toIndex: number;
}

/**
 * The cycles of a video: each begins where the start label does, and ends where it does again. What comes before the first
 * beginning, and after the last one, is no whole cycle and left out. A start label that is interrupted begins a cycle anew:
 * choose one that comes once in each.
 *
 * @param spans of one video, in order of time, neighbours joined
 */
export function findCycles<L>(spans: readonly WorkSpan<L>[], startLabel: L): WorkCycle[] {
  const starts = [...spans.keys()].filter((index) => spans[index].label === startLabel);
  return starts.slice(1).map((toIndex, place) => {
    const fromIndex = starts[place];
    return { startMs: spans[fromIndex].startMs, endMs: spans[toIndex].startMs, fromIndex, toIndex };
  });
}

/** A label that may begin cycles, and how evenly it does. */
export interface CycleStart<L> {
  readonly label: L;
  readonly cycleCount: number;
  /** Coefficient of variation of the cycles' lengths; 0: all are equal. */
  readonly variation: number;
}

/**
 * The labels that could begin the cycles of videos, those whose cycles vary least first. Of less than three cycles nothing
 * can be said.
 *
 * @param videos spans of each
 */
export function proposeCycleStarts<L>(videos: readonly (readonly WorkSpan<L>[])[]): CycleStart<L>[] {
  const labels = new Set(videos.flat().flatMap(({ label }) => (label === null ? [] : [label])));
  const starts = [...labels].flatMap((label) => {
    const lengths = videos.flatMap((spans) => findCycles(spans, label)).map(({ startMs, endMs }) => endMs - startMs);
    // Whole cycles have a length, so that there is a mean to compare with.
    return lengths.length < 3
      ? []
      : [{ label, cycleCount: lengths.length, variation: summarizeSample(lengths).variation! }];
  });
  return starts.toSorted((one, other) => one.variation - other.variation || other.cycleCount - one.cycleCount);
}

/**
 * What begins the cycles of videos, as far as one can tell: the best of {@link proposeCycleStarts}, and where nothing comes often
 * enough for that, what comes most often, of these what is done first in a video.
 *
 * @param videos spans of each
 * @returns `null` where nothing comes twice in a video
 */
export function likelyCycleStart<L>(videos: readonly (readonly WorkSpan<L>[])[]): L | null {
  const [even] = proposeCycleStarts(videos);
  if (even) return even.label;
  const counts = new Map<L, number>();
  for (const spans of videos) {
    const seen = new Set<L>();
    for (const { label } of spans) {
      if (label === null) continue;
      counts.set(label, (counts.get(label) ?? 0) + (seen.has(label) ? 1 : 0));
      seen.add(label);
    }
  }
  const most = Math.max(0, ...counts.values());
  return most === 0 ? null : [...counts].find(([, count]) => count === most)![0];
}
