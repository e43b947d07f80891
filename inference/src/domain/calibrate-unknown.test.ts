import { describe, expect, test } from '@jest/globals';
import { calibrateUnknown } from './calibrate-unknown.ts';
import type { ComparedReviews } from './calibrate-unknown.ts';
import { normalizeRows } from './embedding.ts';
import { multiplyLogits } from './logits.ts';
import { seededRandom } from './random.ts';
import { detectUnknown, knownSignals, nearestOf } from './unknown-detector.ts';

const DIMS = 16;
const random = seededRandom(3);
const direction = () => Float32Array.from({ length: DIMS }, () => random() - 0.5);
const unit = (rows: readonly Float32Array[]) => normalizeRows(Float32Array.from(rows.flatMap((row) => [...row])), DIMS);
const concepts = unit([direction(), direction(), direction()]);
const negatives = unit([direction(), direction()]);

/** Windows look a little like their concept, unknown ones a little like a negative text; examples of a concept look alike. */
function site(videoCount: number, unknownPerVideo: number): ComparedReviews {
  const truth = Array.from({ length: videoCount }, () => [0, 1, 2, ...Array<null>(unknownPerVideo).fill(null)]).flat();
  const embeddings = unit(
    truth.map((concept) => {
      const noise = direction();
      const from = concept === null ? 0 : concept * DIMS;
      return noise.map((value, i) => 0.6 * value + (concept === null ? negatives[i]! : concepts[from + i]!));
    }),
  );
  return {
    embeddings,
    dims: DIMS,
    concepts: multiplyLogits(embeddings, concepts, DIMS, 1),
    conceptCount: 3,
    negatives: multiplyLogits(embeddings, negatives, DIMS, 1),
    negativeCount: 2,
    // Says nothing.
    probabilities: truth.map((_, row) => (row % 7) / 7),
    truth,
    videos: truth.map((_, row) => `video ${Math.floor(row / (3 + unknownPerVideo))}`),
  };
}

describe('calibrateUnknown', () => {
  test('tells windows that show none of the concepts, better than the largest probability', () => {
    const reviews = site(10, 2);
    const { detector, exampleRows, heldOut, alone, plain, isBetter, ...counts } = calibrateUnknown(reviews)!;
    expect(counts).toEqual({ knownCount: 30, unknownCount: 20 });
    expect(alone).toHaveLength(3);
    expect(heldOut.auroc).toBeGreaterThan(0.95);
    expect(plain.auroc).toBeLessThan(0.7);
    expect(isBetter).toBe(true);
    expect(exampleRows).toHaveLength(30);
    const examples = Float32Array.from(
      exampleRows.flatMap((row) => [...reviews.embeddings.subarray(row * DIMS, (row + 1) * DIMS)]),
    );
    const fresh = site(4, 3);
    const near = nearestOf(multiplyLogits(fresh.embeddings, examples, DIMS, 1), exampleRows.length);
    const found = detectUnknown(detector, knownSignals(fresh, near));
    const right = fresh.truth.filter((concept, row) => (concept === null) === (found[row] === 1)).length;
    expect(right / fresh.truth.length).toBeGreaterThan(0.85);
  });

  test('is not better than a probability that tells all', () => {
    const reviews = site(6, 2);
    const probabilities = reviews.truth.map((concept) => (concept === null ? 0.1 : 0.9));
    expect(calibrateUnknown({ ...reviews, probabilities })).toMatchObject({
      isBetter: false,
      plain: { auroc: 1, fpr95: 0 },
    });
  });

  test('learns nothing from few unknown windows', () => {
    expect(calibrateUnknown(site(4, 1))).toBeNull();
    expect(calibrateUnknown({ ...site(6, 1), truth: site(6, 1).truth.map(() => null) })).toBeNull();
  });

  test('compares with 128 windows at most, as many of each concept', () => {
    const { exampleRows } = calibrateUnknown(site(60, 1))!;
    const { truth } = site(60, 1);
    expect(exampleRows).toHaveLength(128);
    const counts = [0, 1, 2].map((concept) => exampleRows.filter((row) => truth[row] === concept).length);
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
  });
});
