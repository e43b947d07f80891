/** Values in `[from, to)`; in the last bin, `to` as well. */
export interface HistogramBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/**
 * Counts values in bins of equal width between the smallest and the largest.
 *
 * @param parts the values, in any number of lists
 * @param binCount ≥ 1
 * @returns one bin where all values are equal, none where there is no value
 * @example histogram([Float32Array.of(0, 1, 2)], 2) // 0–1: 1, 1–2: 2
 */
export function histogram(parts: readonly Float32Array[], binCount: number): HistogramBin[] {
  if (!(Number.isInteger(binCount) && binCount >= 1)) throw new RangeError(`invalid number of bins: ${binCount}`);
  const { min, max, count } = extent(parts);
  if (count === 0) return [];
  if (min === max) return [{ from: min, to: max, count }];
  const width = (max - min) / binCount;
  const counts = new Float64Array(binCount);
  for (const part of parts)
    for (const value of part) counts[Math.min(binCount - 1, Math.floor((value - min) / width))]++;
  const edge = (index: number) => (index === binCount ? max : min + index * width);
  return Array.from(counts, (total, index) => ({ from: edge(index), to: edge(index + 1), count: total }));
}

function extent(parts: readonly Float32Array[]): { min: number; max: number; count: number } {
  let [min, max, count] = [Infinity, -Infinity, 0];
  for (const part of parts) {
    count += part.length;
    for (const value of part) {
      if (value < min) min = value;
      if (value > max) max = value;
    }
  }
  return { min, max, count };
}
