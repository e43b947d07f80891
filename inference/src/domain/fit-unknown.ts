import { videoFolds } from './folds.ts';
import { fitLogistic, logisticProbabilities } from './logistic-regression.ts';
import type { LogisticModel } from './logistic-regression.ts';
import { auroc, falsePositiveRate, passingThreshold } from './metrics/detection.ts';

export interface FitUnknownOptions {
  /** Share of known rows that must stay known; default 0.95. */
  readonly keptShare?: number;
  /** Rows of each kind below which nothing is fitted; default 5. */
  readonly minCount?: number;
  /** Default 1. */
  readonly ridge?: number;
  /** Default 5; no more than there are videos. */
  readonly foldCount?: number;
  /** Default 0. */
  readonly seed?: number;
}

/** How well known rows are told from unknown ones. */
export interface Separation {
  /** 0 … 1; 0.5 is chance. */
  readonly auroc: number;
  /** Share of unknown rows that pass as known where 95 % of the known ones do; 0 … 1, lower is better. */
  readonly fpr95: number;
}

/** When a row shows nothing of the vocabulary. */
export interface UnknownModel {
  readonly model: LogisticModel;
  /** A row is unknown where {@link unknownProbabilities} is above it. */
  readonly threshold: number;
  /** On held-out videos. */
  readonly heldOut: Separation;
  /** Each signal by itself, on the same rows. */
  readonly alone: readonly Separation[];
  readonly knownCount: number;
  readonly unknownCount: number;
}

/**
 * Learns from reviews when a row shows nothing of the vocabulary: one weight per signal. What it is worth, and its
 * threshold, are measured on videos that it was not fitted to.
 *
 * @param signals columns `[n]` that are higher for known rows, of `unknown-signals.ts`
 * @param isUnknown of each row: a reviewer found none of the vocabulary's concepts in it
 * @param videos the video of each row
 * @returns `null` where too few rows of a kind have been reviewed, or all of a kind in one video
 */
export function fitUnknown(
  signals: readonly Float64Array[],
  isUnknown: readonly boolean[],
  videos: readonly string[],
  { keptShare = 0.95, minCount = 5, ridge = 1, foldCount = 5, seed = 0 }: FitUnknownOptions = {},
): UnknownModel | null {
  if (videos.length !== isUnknown.length) throw new RangeError(`${videos.length} videos for ${isUnknown.length} rows`);
  const isKnown = isUnknown.map((unknown) => !unknown);
  const knownCount = isKnown.filter(Boolean).length;
  const unknownCount = isUnknown.length - knownCount;
  if (Math.min(knownCount, unknownCount) < minCount) return null;
  const heldOut = heldOutUnknown(signals, isUnknown, videos, { ridge, foldCount, seed });
  if (heldOut === null) return null;
  const knownness = heldOut.map((probability) => -probability);
  return {
    model: fitLogistic(signals, isUnknown, ridge),
    threshold: -passingThreshold(
      [...knownness].filter((_, row) => isKnown[row]),
      keptShare,
    ),
    heldOut: separation(knownness, isKnown),
    alone: signals.map((column) => separation(column, isKnown)),
    knownCount,
    unknownCount,
  };
}

/** How probable it is that each row shows nothing of the vocabulary. @returns `[n]`, 0 … 1 */
export function unknownProbabilities({ model }: UnknownModel, signals: readonly Float64Array[]): Float64Array {
  return logisticProbabilities(model, signals);
}

/**
 * How probable it is that each row shows nothing of the vocabulary, as {@link fitUnknown} learns it from rows of other videos.
 *
 * @returns `[n]`, 0 … 1; `null` where the rest of a fold is all of one kind
 */
export function heldOutUnknown(
  signals: readonly Float64Array[],
  isUnknown: readonly boolean[],
  videos: readonly string[],
  { ridge = 1, foldCount = 5, seed = 0 }: Pick<FitUnknownOptions, 'ridge' | 'foldCount' | 'seed'> = {},
): Float64Array | null {
  const folds = videoFolds(videos, foldCount, seed);
  const probabilities = new Float64Array(folds.length);
  for (const fold of new Set(folds)) {
    const seen = signals.map((column) => column.filter((_, row) => folds[row] !== fold));
    const seenUnknown = isUnknown.filter((_, row) => folds[row] !== fold);
    if (new Set(seenUnknown).size < 2) return null;
    const all = logisticProbabilities(fitLogistic(seen, seenUnknown, ridge), signals);
    for (const [row, own] of folds.entries()) if (own === fold) probabilities[row] = all[row];
  }
  return probabilities;
}

function separation(scores: Float64Array, isKnown: readonly boolean[]): Separation {
  return { auroc: auroc(scores, isKnown), fpr95: falsePositiveRate(scores, isKnown) };
}
