import { describe, expect, test } from '@jest/globals';
import { fitUnknown, unknownProbabilities } from './fit-unknown.ts';
import { seededRandom } from './random.ts';

/** Half the rows unknown. Two signals of which each tells half of it, and one that tells nothing; ten videos. */
function reviews(count: number, seed: number) {
  const random = seededRandom(seed);
  const isUnknown = Array.from({ length: count }, (_, row) => row % 2 === 1);
  const noisy = () => Float64Array.from(isUnknown, (unknown) => (unknown ? 0 : 0.5) + random());
  const signals = [noisy(), noisy(), Float64Array.from({ length: count }, random)];
  return { signals, isUnknown, videos: isUnknown.map((_, row) => `video ${Math.floor(row / 2) % 10}`) };
}

describe('fitUnknown', () => {
  const { signals, isUnknown, videos } = reviews(2000, 3);
  const unknown = fitUnknown(signals, isUnknown, videos)!;

  test('is better together than each signal alone', () => {
    expect(unknown).toMatchObject({ knownCount: 1000, unknownCount: 1000 });
    for (const alone of unknown.alone) {
      expect(unknown.heldOut.auroc).toBeGreaterThan(alone.auroc);
      expect(unknown.heldOut.fpr95).toBeLessThan(alone.fpr95);
    }
    expect(Math.abs(unknown.alone[2].auroc - 0.5)).toBeLessThan(0.1);
    expect(Math.abs(unknown.model.weights[2])).toBeLessThan(0.3);
  });

  test('keeps about as many known rows as asked for, on new videos too', () => {
    const fresh = reviews(4000, 4);
    const probabilities = unknownProbabilities(unknown, fresh.signals);
    const isKept = fresh.isUnknown.map((_, row) => probabilities[row] <= unknown.threshold);
    const keptOf = (kind: boolean) => isKept.filter((kept, row) => kept && fresh.isUnknown[row] === kind).length / 2000;
    expect(Math.abs(keptOf(false) - 0.95)).toBeLessThan(0.03);
    expect(Math.abs(keptOf(true) - unknown.heldOut.fpr95)).toBeLessThan(0.1);
  });

  test('says nothing of the kind that few reviews, or one video, show', () => {
    const eight = reviews(8, 1);
    expect(fitUnknown(eight.signals, eight.isUnknown, eight.videos)).toBeNull();
    const apart = isUnknown.map((kind) => (kind ? 'a' : 'b'));
    expect(fitUnknown(signals, isUnknown, apart)).toBeNull();
    expect(
      fitUnknown(
        signals,
        isUnknown,
        isUnknown.map(() => 'a'),
      ),
    ).toBeNull();
    expect(() => fitUnknown(signals, isUnknown, [])).toThrow('0 videos for 2000 rows');
  });
});
