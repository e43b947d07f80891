import type { Range } from '../timeline/ranges.ts';
import type { ComparedElement } from './compared-elements.ts';

/** Of two videos beside each other. */
export const SIDES = ['left', 'right'] as const;
export type Side = (typeof SIDES)[number];
export type Pair<T> = Readonly<Record<Side, T>>;

/** A stretch that both begin together, and end together: who is there first waits. */
export interface Section extends Pair<Range> {
  /** In the time of both; as long as the longer side. */
  readonly startMs: number;
  readonly endMs: number;
}

/** How two spans are played together, in a time of their own that begins at 0. */
export interface PairPlan {
  /** At least one, one after the other. */
  readonly sections: readonly Section[];
  readonly totalMs: number;
}

/**
 * Both go on by time.
 * @param meeting times that both reach together, absent: only the beginning
 */
export function planByTime(spans: Pair<Range>, meeting: Pair<number> | null = null): PairPlan {
  return planThrough(spans, meeting ? [meeting] : []);
}

/** Both begin, and end, each element that they have in common together. */
export function planByElement(spans: Pair<Range>, elements: readonly ComparedElement[]): PairPlan {
  const edges = elements.flatMap(({ left, right }) =>
    left && right
      ? [
          { left: left.startMs, right: right.startMs },
          { left: left.endMs, right: right.endMs },
        ]
      : [],
  );
  return planThrough(spans, edges);
}

/** @param meetings in order on both sides */
function planThrough(spans: Pair<Range>, meetings: readonly Pair<number>[]): PairPlan {
  const inside = (side: Side, ms: number) => Math.min(Math.max(ms, spans[side].startMs), spans[side].endMs);
  const edges = [
    { left: spans.left.startMs, right: spans.right.startMs },
    ...meetings.map(({ left, right }) => ({ left: inside('left', left), right: inside('right', right) })),
    { left: spans.left.endMs, right: spans.right.endMs },
  ];
  let totalMs = 0;
  const sections = edges.slice(1).flatMap((end, index): Section[] => {
    const start = edges[index]!;
    const lengthMs = Math.max(end.left - start.left, end.right - start.right);
    if (lengthMs <= 0) return [];
    const [startMs, endMs] = [totalMs, (totalMs += lengthMs)];
    const rangeOf = (side: Side) => ({ startMs: start[side], endMs: end[side] });
    return [{ startMs, endMs, left: rangeOf('left'), right: rangeOf('right') }];
  });
  return { sections, totalMs };
}

/** The section of a time of both; the last one from its end on. */
export function sectionAt({ sections }: PairPlan, ms: number): Section {
  return sections.find(({ endMs }) => endMs > ms) ?? sections.at(-1)!;
}

/** Where a video is at a time of both. */
export function timeAt(plan: PairPlan, side: Side, ms: number): number {
  const section = sectionAt(plan, ms);
  const { startMs, endMs } = section[side];
  return Math.min(startMs + Math.max(0, ms - section.startMs), endMs);
}

/** The time of both at which a video gets to a time of its own. */
export function pairTimeOf(plan: PairPlan, side: Side, ms: number): number {
  const section = plan.sections.find((each) => each[side].endMs > ms) ?? plan.sections.at(-1)!;
  return Math.min(section.startMs + Math.max(0, ms - section[side].startMs), section.endMs);
}
