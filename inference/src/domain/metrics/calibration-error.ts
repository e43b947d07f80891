/**
 * Expected calibration error: how far, on average, the stated probability is from the share that was right.
 *
 * @param predictions probability of the concept that was chosen, and whether it was right; at least one
 * @param binCount equally wide bins over 0 … 1, closed at their upper end; default 15
 * @returns 0 … 1
 * @see Guo et al. 2017, arXiv 1706.04599
 */
export function expectedCalibrationError(
  predictions: readonly { readonly probability: number; readonly isRight: boolean }[],
  binCount = 15,
): number {
  if (predictions.length === 0) throw new RangeError('calibration error is not defined without predictions');
  if (!(Number.isInteger(binCount) && binCount > 0)) throw new RangeError(`invalid number of bins: ${binCount}`);
  const surplus = new Float64Array(binCount);
  for (const { probability, isRight } of predictions) {
    if (!(probability >= 0 && probability <= 1)) throw new RangeError(`invalid probability: ${probability}`);
    const bin = Math.max(0, Math.ceil(probability * binCount) - 1);
    surplus[bin] += probability - (isRight ? 1 : 0);
  }
  return surplus.reduce((sum, value) => sum + Math.abs(value), 0) / predictions.length;
}
