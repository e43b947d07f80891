import { DECODE_DEFAULTS } from './decode-defaults.ts';
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
  const terms = new Float64Array(conceptCount);
  for (let row = 0; row < rows; row++) {
    const start = row * conceptCount;
    const sum = softmaxTerms(logits, start, temperature, terms);
    for (let k = 0; k < conceptCount; k++) probabilities[start + k] = terms[k] / sum;
  }
  return probabilities;
}

/** Writes the exponentials of the row that begins at `start`, the largest of which is 1. @returns their sum */
function softmaxTerms(logits: Float32Array, start: number, temperature: number, terms: Float64Array): number {
  let max = -Infinity;
  for (let k = 0; k < terms.length; k++) if (logits[start + k] > max) max = logits[start + k];
  let sum = 0;
  for (let k = 0; k < terms.length; k++) {
    terms[k] = Math.exp((logits[start + k] - max) / temperature);
    sum += terms[k];
  }
  return sum;
}

/** A concept and how probable it is. */
export interface RankedConcept {
  readonly conceptIndex: number;
  readonly probability: number;
}

/** The most probable concepts, best first; ties by index. */
export function rankConcepts(probabilities: ArrayLike<number>, count: number): RankedConcept[] {
  const ranked: RankedConcept[] = [];
  for (let conceptIndex = 0; conceptIndex < probabilities.length; conceptIndex++) {
    const probability = probabilities[conceptIndex];
    let rank = ranked.length;
    while (rank > 0 && ranked[rank - 1].probability < probability) rank--;
    if (rank === count) continue;
    ranked.splice(rank, 0, { conceptIndex, probability });
    if (ranked.length > count) ranked.pop();
  }
  return ranked;
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

/**
 * Decides one row.
 *
 * @param start of the row within the probabilities; default 0
 * @param width concepts of the row, at least one; default: all there are
 */
export function decideRow(
  probabilities: ArrayLike<number>,
  rule: UnknownRule = {},
  start = 0,
  width: number = probabilities.length,
): Decision {
  const { best, margin } = bestConcept(probabilities, start, width);
  const isKnown =
    best.probability >= thresholdOf(best.conceptIndex, rule) && margin >= (rule.minMargin ?? DECODE_DEFAULTS.minMargin);
  return { conceptIndex: isKnown ? best.conceptIndex : null, best };
}

/**
 * The most probable concept (ties: the first) and how far it is ahead of the second. Rows are not cut out of a matrix for it:
 * a view of each costs more than looking through it.
 *
 * @param start of the row within the probabilities; default 0
 * @param width concepts of the row, at least one; default: all there are
 */
export function bestConcept(
  probabilities: ArrayLike<number>,
  start = 0,
  width: number = probabilities.length,
): { best: RankedConcept; margin: number } {
  if (width === 0) throw new RangeError('there is no concept to decide for');
  let conceptIndex = 0;
  let [first, second] = [probabilities[start], 0];
  for (let k = 1; k < width; k++) {
    const probability = probabilities[start + k];
    // Nearly all are neither.
    if (!(probability > second)) continue;
    if (probability > first) {
      second = first;
      first = probability;
      conceptIndex = k;
    } else second = probability;
  }
  return { best: { conceptIndex, probability: first }, margin: first - second };
}

/** The probability that a concept must reach. */
export function thresholdOf(conceptIndex: number, rule: UnknownRule): number {
  return rule.thresholds?.[conceptIndex] ?? rule.minProbability ?? DECODE_DEFAULTS.minProbability;
}
