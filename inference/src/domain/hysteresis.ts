import { DECODE_DEFAULTS } from './decode-defaults.ts';
import type { ConceptPath } from './vocabulary/concept-path.ts';
import { rowCount } from './embedding.ts';
import { decideRow, thresholdOf } from './probability.ts';
import type { Decision, UnknownRule } from './probability.ts';

/** A concept begins by the {@link UnknownRule} and goes on for as long as its probability stays at its exit or above. */
export interface HysteresisOptions extends UnknownRule {
  /** Share of a concept's own threshold that is enough to go on; 0 … 1, default 0.6. */
  readonly exitRatio?: number;
}

/**
 * Decodes windows in order of time. A running concept gives way when it falls below its exit probability, or when another
 * one begins and is more probable.
 *
 * @param probabilities `[n, conceptCount]`
 */
export function hysteresisPath(
  probabilities: Float32Array,
  conceptCount: number,
  options: HysteresisOptions = {},
): ConceptPath {
  const { exitRatio = DECODE_DEFAULTS.exitRatio } = options;
  if (!(exitRatio >= 0 && exitRatio <= 1)) throw new RangeError(`invalid exit ratio: ${exitRatio}`);
  const path: ConceptPath = [];
  let running: { conceptIndex: number; exit: number } | null = null;
  for (let row = 0; row < rowCount(probabilities, conceptCount); row++) {
    const start = row * conceptCount;
    const decision = decideRow(probabilities, options, start, conceptCount);
    if (
      !running ||
      begins(decision, running.conceptIndex) ||
      probabilities[start + running.conceptIndex] < running.exit
    ) {
      running = runOf(decision, options, exitRatio);
    }
    path.push(running?.conceptIndex ?? null);
  }
  return path;
}

function begins(decision: Decision, runningIndex: number): boolean {
  return decision.conceptIndex !== null && decision.conceptIndex !== runningIndex;
}

function runOf({ conceptIndex }: Decision, rule: UnknownRule, exitRatio: number) {
  if (conceptIndex === null) return null;
  return { conceptIndex, exit: exitRatio * thresholdOf(conceptIndex, rule) };
}
