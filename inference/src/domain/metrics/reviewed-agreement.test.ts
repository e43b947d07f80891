import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { latestSaid, reviewedAgreement } from './reviewed-agreement.ts';
import type { SaidSpan } from './reviewed-agreement.ts';

const said = (startMs: number, endMs: number, label: string | null) => ({ startMs, endMs, label });

test('latestSaid lets later spans cover what was said before', () => {
  expect(latestSaid([said(0, 10, 'wipe'), said(4, 6, 'pour')])).toEqual([
    said(0, 4, 'wipe'),
    said(4, 6, 'pour'),
    said(6, 10, 'wipe'),
  ]);
  expect(latestSaid([said(4, 6, 'pour'), said(0, 10, null)])).toEqual([said(0, 10, null)]);
});

test('reviewedAgreement counts time that is labelled as reviewed, unknown where nothing fits', () => {
  const reviewed = [said(0, 10, 'wipe'), said(20, 30, null)];
  expect(reviewedAgreement(reviewed, [said(0, 4, 'wipe'), said(4, 24, 'pour'), said(24, 40, null)])).toEqual({
    reviewedMs: 20,
    agreeingMs: 4 + 6,
  });
  expect(reviewedAgreement(reviewed, [])).toEqual({ reviewedMs: 20, agreeingMs: 10 });
  expect(reviewedAgreement([], [said(0, 4, 'wipe')])).toEqual({ reviewedMs: 0, agreeingMs: 0 });
});

test('both agree with what looking at each millisecond would tell', () => {
  const spans = fc.array(
    fc
      .tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 1, max: 9 }), fc.constantFrom('a', 'b', null))
      .map(([startMs, length, label]) => said(startMs, startMs + length, label)),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(spans, spans, (reviews, segments) => {
      const [reviewed, found] = [latestSaid(reviews), latestSaid(segments)];
      const [truth, guess] = [paint(reviews), paint(segments)];
      const times = [...truth.keys()];
      expect(paint(reviewed)).toEqual(truth);
      expect(reviewedAgreement(reviewed, found)).toEqual({
        reviewedMs: times.length,
        agreeingMs: times.filter((ms) => (guess.get(ms) ?? null) === truth.get(ms)).length,
      });
    }),
  );
});

/** What is said last of each millisecond. */
function paint(spans: readonly SaidSpan<string>[]): Map<number, string | null> {
  const painted = new Map<number, string | null>();
  for (const { startMs, endMs, label } of spans) for (let ms = startMs; ms < endMs; ms++) painted.set(ms, label);
  return painted;
}
