import { bootstrapDifference } from './bootstrap.ts';
import type { BootstrapOptions, Estimate } from './bootstrap.ts';

/** How two methods answer the same rows. */
export interface AnswerComparison {
  readonly oneAccuracy: number;
  readonly otherAccuracy: number;
  /** Accuracy of the other less that of the one; −1 … 1. */
  readonly difference: Estimate;
  /** Rows that only the one has right, and only the other. */
  readonly oneOnlyCount: number;
  readonly otherOnlyCount: number;
  /** {@link mcNemar}. Rows of the same video are not independent, so that it is the interval that decides. */
  readonly pValue: number;
}

/**
 * Compares two methods on the same rows.
 *
 * @param oneRight whether the one has each row right; as `otherRight`
 * @param videos the video of each row
 * @throws {RangeError} where there is no row, or the lengths differ
 */
export function compareAnswers(
  oneRight: readonly boolean[],
  otherRight: readonly boolean[],
  videos: readonly string[],
  options: BootstrapOptions = {},
): AnswerComparison {
  const difference = bootstrapDifference(oneRight.map(Number), otherRight.map(Number), videos, options);
  const oneOnlyCount = oneRight.filter((isRight, row) => isRight && !otherRight[row]).length;
  const otherOnlyCount = otherRight.filter((isRight, row) => isRight && !oneRight[row]).length;
  const accuracy = (right: readonly boolean[]) => right.filter(Boolean).length / right.length;
  return {
    oneAccuracy: accuracy(oneRight),
    otherAccuracy: accuracy(otherRight),
    difference,
    oneOnlyCount,
    otherOnlyCount,
    pValue: mcNemar(oneOnlyCount, otherOnlyCount),
  };
}

/**
 * McNemar's exact test: how probable it is that rows on which two equally good methods differ fall at least this unevenly.
 *
 * @param oneOnlyCount rows that only the one has right
 * @param otherOnlyCount rows that only the other has right
 * @returns two-sided p value; 1 where they never differ
 * @see McNemar 1947
 * @example mcNemar(1, 9) // 2 · (1 + 10) / 2¹⁰ = 0.0215
 */
export function mcNemar(oneOnlyCount: number, otherOnlyCount: number): number {
  const count = oneOnlyCount + otherOnlyCount;
  const fewer = Math.min(oneOnlyCount, otherOnlyCount);
  // In logarithms, as 2^−count is 0 from about 1075 on.
  let logTerm = -count * Math.LN2;
  let tail = Math.exp(logTerm);
  for (let k = 1; k <= fewer; k++) {
    logTerm += Math.log((count - k + 1) / k);
    tail += Math.exp(logTerm);
  }
  return Math.min(1, 2 * tail);
}

/**
 * Holm's correction: p values that stand the question having been asked several times.
 *
 * @returns adjusted p values in the same order, each at least the given one
 * @see Holm 1979
 * @example adjustHolm([0.01, 0.04, 0.03]) // [0.03, 0.06, 0.06]
 */
export function adjustHolm(pValues: readonly number[]): number[] {
  const ascending = [...pValues.keys()].toSorted((one, other) => pValues[one] - pValues[other]);
  const adjusted = pValues.map(() => 1);
  let least = 0;
  for (const [rank, index] of ascending.entries()) {
    least = Math.max(least, Math.min(1, (pValues.length - rank) * pValues[index]));
    adjusted[index] = least;
  }
  return adjusted;
}
