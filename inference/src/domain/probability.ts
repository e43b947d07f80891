import { rowCount } from './embedding.ts';

/**
 * Softmax of each row.
 *
 * @param logits `[n, conceptCount]`
 * @param temperature divides the logits; > 0, default 1; larger is less sure
 * @returns `[n, conceptCount]`, rows sum to 1
 */
export function softmaxRows(logits: Float32Array, conceptCount: number, temperature = 1): Float32Array {
  if (!(temperature > 0 && temperature < Infinity)) throw new RangeError(`invalid temperature: ${temperature}`);
  const rows = rowCount(logits, conceptCount);
  const probabilities = new Float32Array(logits.length);
  for (let row = 0; row < rows; row++) {
    const start = row * conceptCount;
    const exponentials = softmaxTerms(logits.subarray(start, start + conceptCount), temperature);
    const sum = exponentials.reduce((total, value) => total + value, 0);
    for (let k = 0; k < conceptCount; k++) probabilities[start + k] = exponentials[k] / sum;
  }
  return probabilities;
}

/** A concept and how probable it is. */
export interface RankedConcept {
  readonly conceptIndex: number;
  readonly probability: number;
}

/** The most probable concepts, best first; ties by index. */
export function rankConcepts(probabilities: ArrayLike<number>, count: number): RankedConcept[] {
  return Array.from(probabilities, (probability, conceptIndex) => ({ conceptIndex, probability }))
    .toSorted((a, b) => b.probability - a.probability || a.conceptIndex - b.conceptIndex)
    .slice(0, count);
}

/** When a row says nothing: the best concept is improbable, or the second is nearly as probable. */
export interface UnknownRule {
  /** The best concept's probability must reach this; 0 … 1, default 0: no threshold. */
  readonly minProbability?: number;
  /** Thresholds of single concepts, by concept index, in place of `minProbability`. */
  readonly thresholds?: ArrayLike<number>;
  /** The best must be ahead of the second by this much; 0 … 1, default 0. */
  readonly minMargin?: number;
}

/** What one row of probabilities says. */
export interface Decision {
  /** `null`: unknown. */
  readonly conceptIndex: number | null;
  /** The best concept, whether or not it was enough. */
  readonly best: RankedConcept;
}

/** Decides one row. @param probabilities `[conceptCount]`, at least one */
export function decideRow(probabilities: ArrayLike<number>, rule: UnknownRule = {}): Decision {
  const { best, margin } = bestConcept(probabilities);
  const isKnown = best.probability >= thresholdOf(best.conceptIndex, rule) && margin >= (rule.minMargin ?? 0);
  return { conceptIndex: isKnown ? best.conceptIndex : null, best };
}

/** The most probable concept (ties: the first) and how far it is ahead of the second. */
export function bestConcept(probabilities: ArrayLike<number>): { best: RankedConcept; margin: number } {
  if (probabilities.length === 0) throw new RangeError('there is no concept to decide for');
  let conceptIndex = 0;
  let second = 0;
  for (let k = 1; k < probabilities.length; k++) {
    if (probabilities[k] > probabilities[conceptIndex]) {
      second = probabilities[conceptIndex];
      conceptIndex = k;
    } else second = Math.max(second, probabilities[k]);
  }
  const probability = probabilities[conceptIndex];
  return { best: { conceptIndex, probability }, margin: probability - second };
}

/** The probability that a concept must reach. */
export function thresholdOf(conceptIndex: number, rule: UnknownRule): number {
  return rule.thresholds?.[conceptIndex] ?? rule.minProbability ?? 0;
}

function softmaxTerms(logits: Float32Array, temperature: number): Float64Array {
  let max = -Infinity;
  for (const logit of logits) max = Math.max(max, logit);
  return Float64Array.from(logits, (logit) => Math.exp((logit - max) / temperature));
}
