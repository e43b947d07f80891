import { findingsByConcept } from './calibration.ts';
import type { Finding } from './calibration.ts';
import { ONE_SIDED_95, wilsonInterval } from './metrics/wilson-interval.ts';

/** The least probability at which a concept's findings are precise enough, as far as reviews can tell. */
export interface PrecisionThreshold {
  /** `null` where reviews do not show the wanted precision at any probability: take the fallback. */
  readonly threshold: number | null;
  /** Reviewed rows at or above the threshold, of all the concept's where there is none: those found, and of them the right. */
  readonly foundCount: number;
  readonly rightCount: number;
  /** The true precision is at least this, with 95 %. */
  readonly precisionLow: number;
}

/**
 * For each concept the lowest threshold at which the lower bound of the precision reaches what is wanted: it finds the most
 * of what may be found. A row counts for the concept that is its most probable.
 *
 * That the lowest of several was taken does not spoil the bound: in a simulation with a precision that rises evenly with the
 * probability, the true precision fell short of 0.8 for 3 to 4 % of the concepts, with 20 to 100 reviewed rows.
 *
 * @param probabilities `[n, conceptCount]`, calibrated
 * @param truth true concept index of each row; `null` where none of the vocabulary is shown
 * @param wantedPrecision above 0, below 1; default 0.8, which takes 11 right findings without a wrong one
 */
export function precisionThresholds(
  probabilities: Float32Array,
  conceptCount: number,
  truth: readonly (number | null)[],
  wantedPrecision = 0.8,
): PrecisionThreshold[] {
  if (!(wantedPrecision > 0 && wantedPrecision < 1)) throw new RangeError(`invalid precision: ${wantedPrecision}`);
  return findingsByConcept(probabilities, conceptCount, truth).map((findings) =>
    lowestThreshold(findings, wantedPrecision),
  );
}

/** How many right findings without a wrong one show a precision: 11 for 0.8, 25 for 0.9, 52 for 0.95. */
export function findingsForPrecision(wantedPrecision: number): number {
  return findingsToPrecision({ foundCount: 0, rightCount: 0 }, wantedPrecision);
}

/** How many findings more show a precision, if all of them are right. @param wantedPrecision above 0, below 1 */
export function findingsToPrecision(
  { foundCount, rightCount }: Pick<PrecisionThreshold, 'foundCount' | 'rightCount'>,
  wantedPrecision: number,
): number {
  const isShown = (more: number) =>
    wilsonInterval(rightCount + more, foundCount + more, ONE_SIDED_95).low >= wantedPrecision;
  let count = 0;
  while (!isShown(count)) count++;
  return count;
}

function lowestThreshold(findings: readonly Finding[], wantedPrecision: number): PrecisionThreshold {
  const descending = findings.toSorted((one, other) => other.probability - one.probability);
  let rightCount = 0;
  let lowest: PrecisionThreshold | null = null;
  for (const [index, { probability, isRight }] of descending.entries()) {
    if (isRight) rightCount++;
    // Findings of the same probability stand or fall together.
    if (descending[index + 1]?.probability === probability) continue;
    const reached = atThreshold(probability, rightCount, index + 1);
    if (reached.precisionLow >= wantedPrecision) lowest = reached;
  }
  return lowest ?? atThreshold(null, rightCount, descending.length);
}

function atThreshold(threshold: number | null, rightCount: number, foundCount: number): PrecisionThreshold {
  const { low } = wilsonInterval(rightCount, foundCount, ONE_SIDED_95);
  return { threshold, foundCount, rightCount, precisionLow: low };
}
