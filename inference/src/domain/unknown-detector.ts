import { rowCount } from './embedding.ts';
import { logisticProbabilities } from './logistic-regression.ts';
import type { LogisticModel } from './logistic-regression.ts';
import { conceptMatching, conceptShare } from './unknown-signals.ts';

/** Tells windows that show nothing of the vocabulary, by what {@link knownSignals} say; as `fitUnknown` fits it. */
export interface UnknownDetector {
  readonly model: LogisticModel;
  /** A window is unknown where the model's probability is above it. */
  readonly threshold: number;
}

/** Cosines of windows, row by row. */
export interface WindowCosines {
  /** To the concepts `[n, conceptCount]`. */
  readonly concepts: Float32Array;
  readonly conceptCount: number;
  /** To texts of what is none of the concepts `[n, negativeCount]`. */
  readonly negatives: Float32Array;
  readonly negativeCount: number;
}

/**
 * What says that windows show something of the vocabulary, higher where they do: how far the best concept is ahead at a low
 * scale; how much nearer the concepts are than other texts; how near the nearest reviewed window is.
 *
 * @param nearness of {@link exampleNearness}, or {@link nearestOf}
 * @returns columns `[n]`, in the order of {@link UNKNOWN_SIGNALS}
 */
export function knownSignals(
  { concepts, conceptCount, negatives, negativeCount }: WindowCosines,
  nearness: Float64Array,
): Float64Array[] {
  return [
    conceptMatching(concepts, conceptCount),
    conceptShare(concepts, conceptCount, negatives, negativeCount),
    nearness,
  ];
}

export const UNKNOWN_SIGNALS = ['matching', 'share', 'nearness'] as const;

/** The largest number of each row. @param cosines to reviewed windows `[n, exampleCount]` */
export function nearestOf(cosines: Float32Array, exampleCount: number): Float64Array {
  return Float64Array.from({ length: rowCount(cosines, exampleCount) }, (_, row) => {
    let nearest = -Infinity;
    for (let i = row * exampleCount; i < (row + 1) * exampleCount; i++) nearest = Math.max(nearest, cosines[i]);
    return nearest;
  });
}

/** @param signals of {@link knownSignals} @returns 1 where a window is unknown, else 0 */
export function detectUnknown({ model, threshold }: UnknownDetector, signals: readonly Float64Array[]): Uint8Array {
  return Uint8Array.from(logisticProbabilities(model, signals), (probability) => (probability > threshold ? 1 : 0));
}
