import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { normalizeRows } from './embedding.ts';
import { proposeReviews } from './propose-reviews.ts';
import type { ReviewCandidates } from './propose-reviews.ts';

/** Candidates of two concepts: the probability of the first, and an angle in the plane as embedding. */
function spansOf(spans: readonly (readonly [probability: number, degrees: number])[]): ReviewCandidates {
  const radians = spans.map(([, degrees]) => (degrees * Math.PI) / 180);
  return {
    probabilities: Float32Array.from(spans.flatMap(([p]) => [p, 1 - p])),
    conceptCount: 2,
    embeddings: Float32Array.from(radians.flatMap((angle) => [Math.cos(angle), Math.sin(angle)])),
    dims: 2,
  };
}

const rows = (proposals: readonly { row: number }[]) => proposals.map(({ row }) => row);
const noQuota = { quotas: [99, 99], newestShare: 0 };

describe('proposeReviews', () => {
  test('takes the most uncertain first, then what is unlike it', () => {
    // Row 1 is nearly as uncertain as row 0, but looks the same; row 3 is certain.
    const candidates = spansOf([
      [0.5, 0],
      [0.53125, 0],
      [0.625, 90],
      [1, 180],
    ]);
    const proposals = proposeReviews(candidates, { count: 2, ...noQuota });
    expect(rows(proposals)).toEqual([0, 2]);
    expect(proposals[0]).toMatchObject({ conceptIndex: 0, uncertainty: 1, novelty: 1 });
    expect(proposals[1]).toMatchObject({ uncertainty: 0.75, novelty: 1 });
  });

  test('states how many labels a review would put right', () => {
    // Two spans that look the same and a third across: of the pair, both; of the third, itself.
    const candidates = spansOf([
      [0.5, 0],
      [0.75, 0],
      [0.75, 180],
    ]);
    const gains = proposeReviews(candidates, { count: 3, ...noQuota }).map(({ row, expectedGain }) => [
      row,
      Number(expectedGain.toFixed(6)),
    ]);
    expect(gains).toEqual([
      [0, 0.75],
      [2, 0.25],
      [1, 0],
    ]);
  });

  test('learns nothing from what looks like reviewed spans', () => {
    const candidates = spansOf([
      [0.5, 0],
      [0.75, 180],
    ]);
    const [first, second] = proposeReviews(candidates, { ...noQuota, reviewed: Float32Array.of(1, 0) });
    expect(rows([first, second])).toEqual([1, 0]);
    expect(second).toMatchObject({ novelty: 0, expectedGain: 0 });
  });

  test('gives each concept its quota, and exceeds it rather than propose less', () => {
    const candidates = spansOf([
      [0.5, 0],
      [0.5, 90],
      [0.5, 180],
      [0.25, 270],
    ]);
    const conceptsOf = (options: object) =>
      proposeReviews(candidates, { newestShare: 0, ...options }).map(({ conceptIndex }) => conceptIndex);
    expect(conceptsOf({ count: 2 })).toEqual([0, 1]);
    expect(conceptsOf({ count: 3, quotas: [1, 1] })).toEqual([0, 1, 0]);
    expect(conceptsOf({ count: 2, quotas: [2, 0] })).toEqual([0, 0]);
  });

  test('keeps a share for the newest station', () => {
    const candidates = {
      ...spansOf([
        [0.5, 0],
        [0.5, 120],
        [0.5, 240],
        [0.9375, 60],
      ]),
      isNewest: [false, false, false, true],
    };
    expect(rows(proposeReviews(candidates, { count: 2, quotas: [9, 9], newestShare: 0.5 }))).toEqual([0, 3]);
    expect(rows(proposeReviews(candidates, { count: 2, quotas: [9, 9], newestShare: 0 }))).toEqual([0, 1]);
  });

  test('measures uncertainty by entropy where asked', () => {
    const candidates = {
      probabilities: Float32Array.of(0.5, 0.5, 0, 0.5, 0.25, 0.25),
      conceptCount: 3,
      embeddings: Float32Array.of(1, 0, -1, 0),
      dims: 2,
    };
    expect(rows(proposeReviews(candidates, { count: 1 }))).toEqual([0]);
    const [first] = proposeReviews(candidates, { count: 1, uncertainty: 'entropy' });
    expect(first.row).toBe(1);
    expect(first.uncertainty).toBeCloseTo((1.5 * Math.LN2) / Math.log(3), 6);
  });

  test('proposes each span once, and gains no more in all than what is wrong', () => {
    const span = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0, max: 359 }), fc.boolean());
    fc.assert(
      fc.property(fc.array(span, { maxLength: 25 }), fc.nat({ max: 12 }), (drawn, count) => {
        const candidates = {
          ...spansOf(drawn.map(([probability, degrees]) => [probability, degrees] as const)),
          isNewest: drawn.map(([, , isNewest]) => isNewest),
        };
        const proposals = proposeReviews(candidates, { count });
        expect(new Set(rows(proposals)).size).toBe(Math.min(count, drawn.length));
        const wrong = drawn.reduce((sum, [probability]) => sum + Math.min(probability, 1 - probability), 0);
        const gain = proposals.reduce((sum, { expectedGain }) => sum + expectedGain, 0);
        expect(gain).toBeLessThanOrEqual(wrong + 1e-4);
        for (const { novelty, expectedGain } of proposals) {
          expect(novelty).toBeGreaterThanOrEqual(0);
          expect(expectedGain).toBeGreaterThanOrEqual(0);
        }
        const newestCount = candidates.isNewest.filter(Boolean).length;
        const proposedNewest = proposals.filter(({ row }) => candidates.isNewest[row]).length;
        expect(proposedNewest).toBeGreaterThanOrEqual(Math.min(Math.ceil(0.25 * count), newestCount));
      }),
    );
  });

  test('stands candidates that all look the same', () => {
    const same = { ...spansOf([[0.5, 0], [0.75, 0]]), embeddings: normalizeRows(Float32Array.of(1, 3, 1, 3), 2) }; // prettier-ignore
    expect(proposeReviews(same, noQuota).map(({ novelty }) => novelty)).toEqual([1, 0]);
    expect(() => proposeReviews({ ...same, embeddings: Float32Array.of(1, 0) })).toThrow('1 embeddings for 2 rows');
  });
});
