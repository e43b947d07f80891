import { wilsonInterval } from './wilson-interval.ts';
import type { Interval } from './wilson-interval.ts';

/** The concept that was chosen: how probable it was, and whether it was right. */
export interface Prediction {
  /** 0 … 1 */
  readonly probability: number;
  readonly isRight: boolean;
}

/** Predictions whose probability lies in `(from, to]`; in the first bin, 0 as well. */
export interface ReliabilityBin {
  readonly from: number;
  readonly to: number;
  /** ≥ 1 */
  readonly count: number;
  /** Mean of the probabilities. */
  readonly probability: number;
  /** Share that was right. */
  readonly accuracy: number;
  /** Where the true share lies with 95 %. */
  readonly interval: Interval;
}

/**
 * A reliability diagram: what was promised against what was right. Calibrated probabilities lie within the intervals.
 *
 * @param binCount equally wide bins over 0 … 1; default 15
 * @returns ascending; bins without a prediction are left out
 * @see Guo et al. 2017, arXiv 1706.04599
 */
export function reliabilityBins(predictions: readonly Prediction[], binCount = 15): ReliabilityBin[] {
  if (!(Number.isInteger(binCount) && binCount > 0)) throw new RangeError(`invalid number of bins: ${binCount}`);
  const bins = Array.from({ length: binCount }, () => ({ count: 0, rightCount: 0, sum: 0 }));
  for (const { probability, isRight } of predictions) {
    if (!(probability >= 0 && probability <= 1)) throw new RangeError(`invalid probability: ${probability}`);
    const bin = bins[Math.max(0, Math.ceil(probability * binCount) - 1)];
    bin.count++;
    bin.sum += probability;
    if (isRight) bin.rightCount++;
  }
  return bins.flatMap(({ count, rightCount, sum }, index) => {
    if (count === 0) return [];
    const [from, to] = [index / binCount, (index + 1) / binCount];
    const interval = wilsonInterval(rightCount, count);
    return [{ from, to, count, probability: sum / count, accuracy: rightCount / count, interval }];
  });
}
