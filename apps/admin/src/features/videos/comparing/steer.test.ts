import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { planByTime, SIDES } from './pair-plan.ts';
import type { PairPlan } from './pair-plan.ts';
import { timeHead } from './playhead.ts';
import { seekPair, steer } from './steer.ts';

const FRAME_MS = { left: 40, right: 20 };

/** Left has to do 1000 and 3000 ms, right 2000 and 1000. */
const PLAN = planByTime(
  { left: { startMs: 500, endMs: 4500 }, right: { startMs: 0, endMs: 3000 } },
  { left: 1500, right: 2000 },
);

/** Plays a plan to its end; each tick takes as long as told. @returns what could be seen after each */
function play(plan: PairPlan, speed: number, ticksMs: Iterable<number>) {
  const heads = { left: timeHead(0), right: timeHead(0) };
  seekPair(plan, heads, 0);
  let timeMs = 0;
  const seen: { timeMs: number; left: number; right: number; waiting: string | null }[] = [];
  for (const elapsedMs of ticksMs) {
    for (const side of SIDES) heads[side].pass(elapsedMs);
    const steered = steer(plan, heads, { timeMs, speed, frameMs: FRAME_MS });
    ({ timeMs } = steered);
    seen.push({ ...steered, left: heads.left.timeMs, right: heads.right.timeMs });
    if (timeMs >= plan.totalMs) break;
  }
  return seen;
}

const evenly = (count: number) => Array.from({ length: count }, () => 16);

describe('steer', () => {
  test('lets who is there first wait for the other one', () => {
    const seen = play(PLAN, 1, evenly(400));
    const meeting = seen.findIndex(({ left }) => left > 1520);
    const before = seen.slice(0, meeting);
    expect(before.at(-1)!.right).toBeGreaterThan(2000 - 60);
    expect(before.filter(({ waiting }) => waiting === 'left').length).toBeGreaterThan(50);
    expect(seen.slice(meeting).some(({ waiting }) => waiting === 'right')).toBe(true);
    expect(seen.at(-1)!.timeMs).toBe(PLAN.totalMs);
    // Both sections' longer sides, but for frames.
    expect(seen.length * 16).toBeGreaterThan(PLAN.totalMs - 200);
    expect(seen.length * 16).toBeLessThan(PLAN.totalMs + 200);
  });

  test('ends, never goes back, and nobody passes a boundary alone, however unevenly time passes', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(0.25, 1, 2, 8),
        fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 20, maxLength: 20 }),
        (speed, pattern) => {
          const seen = play(
            PLAN,
            speed,
            Array.from({ length: 20_000 }, (_, index) => pattern[index % 20]!),
          );
          expect(seen.at(-1)!.timeMs).toBe(PLAN.totalMs);
          const slackMs = 50 * speed + 60 * speed + FRAME_MS.left;
          for (const [index, { timeMs, left, right }] of seen.entries()) {
            expect(timeMs).toBeGreaterThanOrEqual(seen[index - 1]?.timeMs ?? 0);
            if (right < 2000 - FRAME_MS.right) expect(left).toBeLessThanOrEqual(1500 + slackMs);
            if (left < 1500 - FRAME_MS.left) expect(right).toBeLessThanOrEqual(2000 + slackMs);
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  test('goes on without a video that has ended before its time', () => {
    const heads = { left: { ...timeHead(1400), timeMs: 1400, isAtEnd: true }, right: timeHead(1990) };
    expect(steer(PLAN, heads, { timeMs: 1990, speed: 1, frameMs: FRAME_MS })).toEqual({
      timeMs: 2000,
      waiting: 'left',
    });
  });
});
