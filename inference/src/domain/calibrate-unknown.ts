import { takeRows } from './embedding.ts';
import { fitUnknown } from './fit-unknown.ts';
import type { Separation } from './fit-unknown.ts';
import { multiplyLogits } from './logits.ts';
import { auroc, falsePositiveRate } from './metrics/detection.ts';
import { exampleNearness } from './unknown-signals.ts';
import { knownSignals } from './unknown-detector.ts';
import type { UnknownDetector, WindowCosines } from './unknown-detector.ts';

/** One window of each reviewed span. */
export interface ComparedReviews extends WindowCosines {
  /** Unit embeddings of the windows `[n, dims]`, as the encoder sees them. */
  readonly embeddings: Float32Array;
  readonly dims: number;
  /** Largest probability of each window: what tells unknown windows where nothing is learned. */
  readonly probabilities: ArrayLike<number>;
  /** Concept index; `null`: none of the vocabulary. */
  readonly truth: readonly (number | null)[];
  readonly videos: readonly string[];
}

export interface UnknownCalibration {
  readonly detector: UnknownDetector;
  /** Rows of the windows that new ones are compared with. */
  readonly exampleRows: readonly number[];
  /** On held-out videos: all signals together; each by itself; and the largest probability. */
  readonly heldOut: Separation;
  readonly alone: readonly Separation[];
  readonly plain: Separation;
  readonly knownCount: number;
  readonly unknownCount: number;
  /** Separates better than the largest probability does, as a whole and where 95 % of known windows stay known. */
  readonly isBetter: boolean;
}

/** Each is compared with every window, as a concept is; more take time and tell little that is new. */
const MAX_EXAMPLES = 128;

/**
 * Learns from reviews when a window shows nothing of the vocabulary, and measures on held-out videos whether that is told
 * better than by the largest probability.
 *
 * @returns `null` where {@link fitUnknown} finds too little to learn from
 */
export function calibrateUnknown(reviews: ComparedReviews, seed = 0): UnknownCalibration | null {
  const { truth, videos, embeddings, dims, probabilities } = reviews;
  const exampleRows = chooseExamples(truth);
  if (exampleRows.length === 0) return null;
  const cosines = multiplyLogits(embeddings, takeRows(embeddings, dims, exampleRows), dims, 1);
  const exampleVideos = exampleRows.map((row) => videos[row]);
  const signals = knownSignals(reviews, exampleNearness(cosines, videos, exampleVideos));
  const isUnknown = truth.map((concept) => concept === null);
  const fitted = fitUnknown(signals, isUnknown, videos, { seed });
  if (!fitted) return null;
  const { model, threshold, heldOut, ...figures } = fitted;
  const isKnown = isUnknown.map((unknown) => !unknown);
  const plain = { auroc: auroc(probabilities, isKnown), fpr95: falsePositiveRate(probabilities, isKnown) };
  const isBetter = heldOut.auroc > plain.auroc && heldOut.fpr95 < plain.fpr95;
  return { detector: { model, threshold }, exampleRows, heldOut, ...figures, plain, isBetter };
}

/** Windows that show a concept: as many of each as there is room for. @returns rows, ascending */
function chooseExamples(truth: readonly (number | null)[]): number[] {
  const places = new Map<number, number>();
  const ranked = [...truth.entries()].flatMap(([row, concept]) => {
    if (concept === null) return [];
    const place = places.get(concept) ?? 0;
    places.set(concept, place + 1);
    return [{ row, place }];
  });
  const chosen = ranked.toSorted((one, other) => one.place - other.place).slice(0, MAX_EXAMPLES);
  return chosen.map(({ row }) => row).toSorted((one, other) => one - other);
}
