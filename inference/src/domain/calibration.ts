import { rowCount } from './embedding.ts';
import { bestConcept } from './probability.ts';

/** What reviewed windows teach about the probabilities of an encoder and a vocabulary. */
export interface Calibration {
  /** Divides the logits; > 0. */
  readonly temperature: number;
  /** Least probability of each concept, by index. */
  readonly thresholds: readonly number[];
  /** Of {@link novelScales}, by index; default: nothing is softened. */
  readonly scales?: readonly number[] | undefined;
}

/**
 * Mean negative log likelihood of the true concepts, in nats.
 *
 * @param logits `[n, conceptCount]`
 * @param truth true concept index of each row
 */
export function negativeLogLikelihood(
  logits: Float32Array,
  conceptCount: number,
  truth: readonly number[],
  temperature = 1,
): number {
  const count = rowCount(logits, conceptCount);
  if (truth.length !== count || count === 0) throw new RangeError(`${truth.length} true concepts for ${count} rows`);
  let sum = 0;
  for (const [row, concept] of truth.entries()) {
    if (!(concept >= 0 && concept < conceptCount)) throw new RangeError(`no such concept: ${concept}`);
    sum += rowLoss(logits.subarray(row * conceptCount, (row + 1) * conceptCount), concept, temperature);
  }
  return sum / count;
}

/** The search ends at these: reviewed windows that are all right, or all wrong, have no best temperature. */
export const TEMPERATURE_RANGE = [0.01, 100] as const;

/**
 * The temperature with the least {@link negativeLogLikelihood}, by golden section (in 1/T the loss is convex, so it has one minimum).
 *
 * @returns 0.01 … 100, within 0.1 % of the optimum
 */
export function fitTemperature(logits: Float32Array, conceptCount: number, truth: readonly number[]): number {
  const loss = (logTemperature: number) => negativeLogLikelihood(logits, conceptCount, truth, Math.exp(logTemperature));
  const [low, high] = TEMPERATURE_RANGE.map((temperature) => Math.log(temperature));
  return Math.exp(goldenSection(loss, low, high, 1e-4));
}

/**
 * For each concept, the threshold with the best F1 over the rows where it is the most probable. Of equally good ones the
 * lowest is taken.
 *
 * @param probabilities `[n, conceptCount]`, calibrated
 * @param truth true concept index of each row; `null` where none of the vocabulary is shown
 * @param fallback threshold of concepts that no row shows and finds; default 0
 */
export function fitThresholds(
  probabilities: Float32Array,
  conceptCount: number,
  truth: readonly (number | null)[],
  fallback = 0,
): number[] {
  return findingsByConcept(probabilities, conceptCount, truth).map((findings, concept) =>
    bestThreshold(findings, truth.filter((shown) => shown === concept).length, fallback),
  );
}

/** A row whose most probable concept is the one in question. */
export interface Finding {
  readonly probability: number;
  /** Whether the row shows it. */
  readonly isRight: boolean;
}

/** For each concept the rows where it is the most probable. Parameters as of {@link fitThresholds}. */
export function findingsByConcept(
  probabilities: Float32Array,
  conceptCount: number,
  truth: readonly (number | null)[],
): Finding[][] {
  const count = rowCount(probabilities, conceptCount);
  if (truth.length !== count) throw new RangeError(`${truth.length} true concepts for ${count} rows`);
  const found: Finding[][] = Array.from({ length: conceptCount }, () => []);
  for (const [row, concept] of truth.entries()) {
    const { best } = bestConcept(probabilities, row * conceptCount, conceptCount);
    found[best.conceptIndex].push({ probability: best.probability, isRight: concept === best.conceptIndex });
  }
  return found;
}

function bestThreshold(findings: readonly Finding[], shownCount: number, fallback: number): number {
  let best = { threshold: fallback, f1: 0 };
  let right = 0;
  const descending = findings.toSorted((a, b) => b.probability - a.probability);
  for (const [index, { probability, isRight }] of descending.entries()) {
    if (isRight) right++;
    if (descending[index + 1]?.probability === probability) continue;
    const f1 = (2 * right) / (index + 1 + shownCount);
    if (right > 0 && f1 >= best.f1) best = { threshold: probability, f1 };
  }
  return best.threshold;
}

function rowLoss(logits: Float32Array, concept: number, temperature: number): number {
  let max = -Infinity;
  for (const logit of logits) max = Math.max(max, logit);
  let sum = 0;
  for (const logit of logits) sum += Math.exp((logit - max) / temperature);
  return Math.log(sum) - (logits[concept] - max) / temperature;
}

function goldenSection(f: (x: number) => number, start: number, end: number, tolerance: number): number {
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [start, end];
  let [left, right] = [high - ratio * (high - low), low + ratio * (high - low)];
  let [leftValue, rightValue] = [f(left), f(right)];
  while (high - low > tolerance) {
    if (leftValue <= rightValue) {
      [high, right, rightValue] = [right, left, leftValue];
      left = high - ratio * (high - low);
      leftValue = f(left);
    } else {
      [low, left, leftValue] = [left, right, rightValue];
      right = low + ratio * (high - low);
      rightValue = f(right);
    }
  }
  return (low + high) / 2;
}
