import { rowCount } from './embedding.ts';

/**
 * Averages each column over time with a Gaussian; at the ends the weights that remain are scaled up to 1.
 *
 * @param values logits `[n, conceptCount]` of windows in order of time
 * @param sigma standard deviation in windows; ≥ 0, 0 returns a copy
 * @returns `[n, conceptCount]`
 */
export function smoothRows(values: Float32Array, conceptCount: number, sigma: number): Float32Array {
  if (!(sigma >= 0 && sigma < Infinity)) throw new RangeError(`invalid smoothing: ${sigma}`);
  const rows = rowCount(values, conceptCount);
  if (sigma === 0) return values.slice();
  const kernel = gaussian(sigma);
  const smoothed = new Float32Array(values.length);
  for (let row = 0; row < rows; row++) {
    smoothed.set(weightedMean(values, conceptCount, rows, row, kernel), row * conceptCount);
  }
  return smoothed;
}

/** Weights at distance 0, 1, … up to three standard deviations. */
function gaussian(sigma: number): number[] {
  const reach = Math.ceil(3 * sigma);
  return Array.from({ length: reach + 1 }, (_, distance) => Math.exp(-0.5 * (distance / sigma) ** 2));
}

function weightedMean(
  values: Float32Array,
  width: number,
  rows: number,
  row: number,
  kernel: readonly number[],
): Float64Array {
  const sums = new Float64Array(width);
  let total = 0;
  const reach = kernel.length - 1;
  for (let other = Math.max(0, row - reach); other <= Math.min(rows - 1, row + reach); other++) {
    const weight = kernel[Math.abs(other - row)];
    total += weight;
    for (let k = 0; k < width; k++) sums[k] += weight * values[other * width + k];
  }
  return sums.map((sum) => sum / total);
}
