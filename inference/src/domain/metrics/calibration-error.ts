import { reliabilityBins } from './reliability-bins.ts';
import type { Prediction } from './reliability-bins.ts';

/**
 * Expected calibration error: how far, on average, the stated probability is from the share that was right.
 *
 * @param predictions probability of the concept that was chosen, and whether it was right; at least one
 * @param binCount equally wide bins over 0 … 1, closed at their upper end; default 15
 * @returns 0 … 1
 * @see Guo et al. 2017, arXiv 1706.04599
 */
export function expectedCalibrationError(predictions: readonly Prediction[], binCount = 15): number {
  if (predictions.length === 0) throw new RangeError('calibration error is not defined without predictions');
  const gaps = reliabilityBins(predictions, binCount).map(
    ({ count, probability, accuracy }) => count * Math.abs(probability - accuracy),
  );
  return gaps.reduce((sum, gap) => sum + gap, 0) / predictions.length;
}
