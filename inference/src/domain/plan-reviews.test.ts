import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { latestSaid } from './metrics/reviewed-agreement.ts';
import { planReviews } from './plan-reviews.ts';
import type { GivenSpan, KnownReview } from './plan-reviews.ts';

const span = (startMs: number, endMs: number, conceptId: string) => ({ startMs, endMs, conceptId });
const none = { added: [], kept: [], withdrawn: [], unchanged: [], conflicting: [], overlapped: [] };

describe('planReviews', () => {
  test('adds what nobody has said, and leaves what is said already', () => {
    const given = [span(0, 10, 'pick'), span(10, 20, 'wipe')];
    expect(planReviews(given, [span(0, 10, 'pick')], { replaces: true })).toEqual({
      ...none,
      added: [given[1]],
      unchanged: [given[0]],
    });
  });

  test('leaves what is said otherwise, unless it is to be replaced: then what reaches out of it stays', () => {
    const [given, said] = [[span(10, 20, 'wipe')], [span(0, 30, 'pick')]];
    expect(planReviews(given, said, { replaces: false })).toEqual({ ...none, conflicting: given });
    expect(planReviews(given, said, { replaces: true })).toEqual({
      ...none,
      added: given,
      kept: [span(0, 10, 'pick'), span(20, 30, 'pick')],
      withdrawn: said,
      conflicting: given,
    });
  });

  test('lets rests go that are shorter than a frame', () => {
    const plan = planReviews([span(1, 20, 'wipe')], [span(0, 90, 'pick')], { replaces: true, minMs: 40 });
    expect(plan.kept).toEqual([span(20, 90, 'pick')]);
  });

  test('lets later spans of a file cover earlier ones, and tells which lose time', () => {
    const given = [span(0, 30, 'pick'), span(10, 20, 'wipe')];
    const plan = planReviews(given, [], { replaces: false });
    expect(plan.added).toEqual([span(0, 10, 'pick'), span(10, 20, 'wipe'), span(20, 30, 'pick')]);
    expect(plan.overlapped).toEqual([given[0]]);
  });

  const spans = <C extends string | null>(...concepts: readonly C[]) =>
    fc.array(
      fc
        .tuple(fc.nat(30), fc.integer({ min: 1, max: 9 }), fc.constantFrom(...concepts))
        .map(([startMs, length, conceptId]) => ({ startMs, endMs: startMs + length, conceptId })),
      { maxLength: 8 },
    );
  const truth = (reviews: readonly KnownReview[]) =>
    latestSaid(reviews.map(({ conceptId, ...rest }) => ({ ...rest, label: conceptId })));
  const done = (given: readonly GivenSpan[], reviews: readonly KnownReview[], replaces: boolean) => {
    const { added, kept, withdrawn } = planReviews(given, reviews, { replaces });
    return [...reviews.filter((review) => !withdrawn.includes(review)), ...kept, ...added];
  };

  test('makes reviews say what the file says at each moment, where they are replaced', () => {
    fc.assert(
      fc.property(spans('a', 'b'), spans('a', 'b', null), (given, reviews) => {
        expect(paint(truth(done(given, reviews, true)))).toEqual(paint(truth([...reviews, ...given])));
      }),
    );
  });

  test('changes nothing that was said, where they are not', () => {
    fc.assert(
      fc.property(spans('a', 'b'), spans('a', 'b', null), (given, reviews) => {
        const after = paint(truth(done(given, reviews, false)));
        for (const [ms, label] of paint(truth(reviews))) expect(after.get(ms)).toBe(label);
      }),
    );
  });

  test('has nothing left to do once it is done', () => {
    fc.assert(
      fc.property(spans('a', 'b'), spans('a', 'b', null), fc.boolean(), (given, reviews, replaces) => {
        const again = planReviews(given, done(given, reviews, replaces), { replaces });
        expect([again.added, again.withdrawn, again.kept]).toEqual([[], [], []]);
      }),
    );
  });
});

function paint(spans: ReturnType<typeof latestSaid<string>>): Map<number, string | null> {
  return new Map(
    spans.flatMap(({ startMs, endMs, label }) =>
      Array.from({ length: endMs - startMs }, (_, index) => [startMs + index, label] as const),
    ),
  );
}
