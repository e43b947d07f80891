import { DECODE_DEFAULTS } from './decode-defaults.ts';
import type { ConceptPath } from './vocabulary/concept-path.ts';
import { rowCount } from './embedding.ts';
import { bestConcept, thresholdOf } from './probability.ts';
import type { UnknownRule } from './probability.ts';

export interface ViterbiOptions extends UnknownRule {
  /** Taken off the path's log probability at every change; ≥ 0, default 2. At 0 each window decides for itself. */
  readonly switchPenalty?: number | undefined;
}

/** Below the smallest positive probability: what an impossible concept costs stays finite. */
const LOG_FLOOR = -120;
/** Puts an ambiguous window's unknown just above its best concept. */
const TIE_BREAK = 1e-6;

/**
 * The path with the greatest sum of log probabilities less the penalties of its changes. Unknown is one more state, worth
 * the log of the threshold that the window's best concept has to reach. Cost: O(n · conceptCount).
 *
 * @param probabilities `[n, conceptCount]`
 * @see Viterbi, doi:10.1109/TIT.1967.1054010
 */
export function viterbiPath(
  probabilities: Float32Array,
  conceptCount: number,
  options: ViterbiOptions = {},
): ConceptPath {
  const { switchPenalty = DECODE_DEFAULTS.switchPenalty } = options;
  if (!(switchPenalty >= 0)) throw new RangeError(`invalid switching penalty: ${switchPenalty}`);
  const rows = rowCount(probabilities, conceptCount);
  if (rows === 0) return [];
  const states = conceptCount + 1;
  const stays = new Uint8Array(rows * states);
  const bestBefore = new Int32Array(rows);
  const emissions = new Float64Array(states);
  const scores = stateScores(probabilities, options, 0, new Float64Array(states));
  for (let row = 1; row < rows; row++) {
    stateScores(probabilities, options, row * conceptCount, emissions);
    bestBefore[row] = indexOfMax(scores);
    const switched = scores[bestBefore[row]] - switchPenalty;
    step(scores, switched, emissions, stays, row * states);
  }
  const path = trace(stays, bestBefore, states, indexOfMax(scores));
  return path.map((state) => (state === conceptCount ? null : state));
}

/**
 * Scores of a row's concepts and, last, of unknown.
 *
 * @param start of the row within the probabilities; default 0
 * @param scores given back with them; default: new ones, for all the probabilities there are
 */
export function stateScores(
  probabilities: Float32Array,
  rule: UnknownRule,
  start = 0,
  scores: Float64Array = new Float64Array(probabilities.length + 1),
): Float64Array {
  const width = scores.length - 1;
  for (let k = 0; k < width; k++) scores[k] = boundedLog(probabilities[start + k]);
  const { best, margin } = bestConcept(probabilities, start, width);
  const threshold = thresholdOf(best.conceptIndex, rule);
  // A threshold of 0 means that nothing is unknown for being improbable, however improbable it is.
  const unknown = threshold > 0 ? boundedLog(threshold) : -Infinity;
  const isAmbiguous = margin < (rule.minMargin ?? DECODE_DEFAULTS.minMargin);
  scores[width] = isAmbiguous ? Math.max(unknown, scores[best.conceptIndex] + TIE_BREAK) : unknown;
  return scores;
}

/** Each state's best score one window later: it stays, or it is switched to from the best state before. */
function step(scores: Float64Array, switched: number, emissions: Float64Array, stays: Uint8Array, start: number): void {
  for (let state = 0; state < scores.length; state++) {
    const hasStayed = scores[state] >= switched;
    stays[start + state] = hasStayed ? 1 : 0;
    scores[state] = emissions[state] + (hasStayed ? scores[state] : switched);
  }
}

/** Follows the path back from its last state. */
function trace(stays: Uint8Array, bestBefore: Int32Array, states: number, last: number): number[] {
  const path = [last];
  for (let row = bestBefore.length - 1; row > 0; row--) {
    const state = path.at(-1)!;
    path.push(stays[row * states + state] ? state : bestBefore[row]);
  }
  return path.toReversed();
}

function indexOfMax(values: Float64Array): number {
  let index = 0;
  for (let i = 1; i < values.length; i++) if (values[i] > values[index]) index = i;
  return index;
}

function boundedLog(probability: number): number {
  return Math.max(LOG_FLOOR, Math.log(probability));
}
