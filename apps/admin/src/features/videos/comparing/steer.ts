import { sectionAt, SIDES, timeAt } from './pair-plan.ts';
import type { Pair, PairPlan, Section, Side } from './pair-plan.ts';
import type { Playhead } from './playhead.ts';

/** Videos this far apart, at their speed, look as if they were together. */
const TOGETHER_MS = 60;

export interface Steering {
  /** Time of both. */
  readonly timeMs: number;
  /** Has done its part of a section, while the other one has not; null: neither. */
  readonly waiting: Side | null;
}

/**
 * Keeps two playing videos together: the time of both is that of the one that is behind, and who is ahead of it rests until
 * it is there. So nothing has to be sought while they play, however unevenly a browser plays.
 *
 * @param timeMs of both, as it was last
 * @param frameMs how long a frame of each is on show: who shows the last one of a section has done it
 */
export function steer(
  plan: PairPlan,
  heads: Pair<Playhead>,
  { timeMs, speed, frameMs }: { readonly timeMs: number; readonly speed: number; readonly frameMs: Pair<number> },
): Steering {
  let section = sectionAt(plan, timeMs);
  let pending = pendingIn(section, heads, frameMs);
  while (pending.length === 0 && section !== plan.sections.at(-1)) {
    section = plan.sections[plan.sections.indexOf(section) + 1]!;
    pending = pendingIn(section, heads, frameMs);
  }
  if (pending.length === 0) {
    for (const side of SIDES) heads[side].rest();
    return { timeMs: plan.totalMs, waiting: null };
  }
  const placeOf = (side: Side) => section.startMs + Math.max(0, heads[side].timeMs - section[side].startMs);
  const now = Math.max(timeMs, section.startMs, Math.min(...pending.map(placeOf)));
  for (const side of SIDES) {
    const isDone = !pending.includes(side);
    const overshotMs = heads[side].timeMs - section[side].endMs;
    if (isDone || placeOf(side) - now > TOGETHER_MS * speed) heads[side].rest();
    else heads[side].go(speed);
    // What waits shows the last frame of what it has done, not the first one of what comes.
    if (isDone && overshotMs > 0 && !heads[side].isSeeking)
      heads[side].seek(Math.max(section[side].endMs - frameMs[side] / 2, 0));
  }
  return {
    timeMs: now,
    waiting: pending.length === 2 ? null : (SIDES.find((side) => !pending.includes(side)) ?? null),
  };
}

function pendingIn(section: Section, heads: Pair<Playhead>, frameMs: Pair<number>): Side[] {
  return SIDES.filter((side) => !heads[side].isAtEnd && heads[side].timeMs < section[side].endMs - frameMs[side]);
}

/** Puts both where they are at a time of both. */
export function seekPair(plan: PairPlan, heads: Pair<Playhead>, timeMs: number): void {
  for (const side of SIDES) heads[side].seek(timeAt(plan, side, timeMs));
}
