import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { comparedElements } from './compared-elements.ts';
import type { ComparedPart } from './compared-elements.ts';
import { pairTimeOf, planByElement, planByTime, SIDES, timeAt } from './pair-plan.ts';

/** Parts that follow each other; `?` is unknown. */
function done(fromMs: number, ...parts: readonly (readonly [concept: string, lengthMs: number])[]): ComparedPart[] {
  let startMs = fromMs;
  return parts.map(([concept, lengthMs]) => ({
    conceptId: concept === '?' ? null : concept,
    startMs,
    endMs: (startMs += lengthMs),
  }));
}

const spanOf = (parts: readonly ComparedPart[]) => ({ startMs: parts[0]!.startMs, endMs: parts.at(-1)!.endMs });

const LEFT = done(100, ['pick', 10], ['tape', 50], ['?', 5], ['wipe', 20]);
const RIGHT = done(700, ['pick', 20], ['look', 7], ['tape', 30], ['?', 5], ['wipe', 20]);
const SPANS = { left: spanOf(LEFT), right: spanOf(RIGHT) };

describe('comparedElements', () => {
  test('puts beside each other what both have, and in order what one of them has', () => {
    const rows = comparedElements(LEFT, RIGHT).map(({ conceptId, left, right }) => [
      conceptId,
      left?.startMs,
      right?.startMs,
    ]);
    expect(rows).toEqual([
      ['pick', 100, 700],
      ['look', undefined, 720],
      ['tape', 110, 727],
      [null, 160, undefined],
      [null, undefined, 757],
      ['wipe', 165, 762],
    ]);
  });
});

describe('plans', () => {
  test('by time begin together, and the shorter one waits at the end', () => {
    const plan = planByTime(SPANS);
    expect(plan.totalMs).toBe(85);
    expect([0, 40, 84, 85].map((ms) => SIDES.map((side) => timeAt(plan, side, ms)))).toEqual([
      [100, 700],
      [140, 740],
      [184, 782],
      [185, 782],
    ]);
  });

  test('by time can meet elsewhere, and go on from there', () => {
    const plan = planByTime(SPANS, { left: 110, right: 727 });
    expect(SIDES.map((side) => timeAt(plan, side, pairTimeOf(plan, 'left', 110)))).toEqual([110, 727]);
    expect(SIDES.map((side) => timeAt(plan, side, 27 + 30))).toEqual([140, 757]);
  });

  test('by element have common boundaries: who is there first waits', () => {
    const plan = planByElement(SPANS, comparedElements(LEFT, RIGHT));
    // Picking takes 20, looking 7, taping 50, what is unknown 5, wiping 20.
    expect(plan.totalMs).toBe(102);
    expect([0, 15, 23, 27, 60, 77, 82].map((ms) => SIDES.map((side) => timeAt(plan, side, ms)))).toEqual([
      [100, 700],
      [110, 715],
      [110, 723],
      [110, 727],
      [143, 757],
      [160, 757],
      [165, 762],
    ]);
  });

  const parts = fc
    .tuple(
      fc.nat(1000),
      fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', '?'), fc.integer({ min: 1, max: 12 })), {
        minLength: 1,
        maxLength: 7,
      }),
    )
    .map(([fromMs, list]) => done(fromMs, ...list));

  test('by element play all of both, never backwards, and common boundaries at the same time', () => {
    fc.assert(
      fc.property(parts, parts, (left, right) => {
        const elements = comparedElements(left, right);
        const spans = { left: spanOf(left), right: spanOf(right) };
        const plan = planByElement(spans, elements);
        for (const side of SIDES) {
          const times = Array.from({ length: plan.totalMs + 1 }, (_, ms) => timeAt(plan, side, ms));
          expect(times[0]).toBe(spans[side].startMs);
          expect(times.at(-1)).toBe(spans[side].endMs);
          for (const [ms, time] of times.entries()) expect([0, 1]).toContain(time - (times[ms - 1] ?? time));
          for (let ms = spans[side].startMs; ms < spans[side].endMs; ms++)
            expect(timeAt(plan, side, pairTimeOf(plan, side, ms))).toBe(ms);
        }
        for (const { left: one, right: other } of elements)
          if (one && other) {
            const begin = pairTimeOf(plan, 'left', one.startMs);
            expect(pairTimeOf(plan, 'right', other.startMs)).toBe(begin);
          }
        const longest = Math.max(...SIDES.map((side) => spans[side].endMs - spans[side].startMs));
        expect(plan.totalMs).toBeGreaterThanOrEqual(longest);
      }),
    );
  });
});
