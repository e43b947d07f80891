/** 8-bit numbers and the factors that bring them back. */
export interface QuantizedWeights {
  readonly values: Int8Array;
  /** One per column (or row): `weight ≈ value * scale`. */
  readonly scales: Float32Array;
}

/**
 * Symmetric 8-bit weights with one scale per column.
 * @param weights `[rowCount, columnCount]`, row by row
 * @param limit largest magnitude, 127; 63 for processors whose 8-bit sums would overflow
 */
export function quantizeColumns(weights: Float32Array, columnCount: number, limit: number): QuantizedWeights {
  const peaks = new Float32Array(columnCount);
  for (let start = 0; start < weights.length; start += columnCount)
    for (let column = 0; column < columnCount; column++) {
      const size = Math.abs(weights[start + column]);
      if (size > peaks[column]) peaks[column] = size;
    }
  const factors = peaks.map((peak) => (peak > 0 ? limit / peak : 0));
  const values = new Int8Array(weights.length);
  for (let start = 0; start < weights.length; start += columnCount)
    for (let column = 0; column < columnCount; column++)
      values[start + column] = Math.round(weights[start + column] * factors[column]);
  return { values, scales: peaks.map((peak) => peak / limit) };
}

/** The same with one scale per row. */
export function quantizeRows(weights: Float32Array, columnCount: number, limit: number): QuantizedWeights {
  const scales = new Float32Array(weights.length / columnCount);
  const values = new Int8Array(weights.length);
  scales.forEach((_, row) => {
    const cells = weights.subarray(row * columnCount, (row + 1) * columnCount);
    const peak = cells.reduce((largest, weight) => Math.max(largest, Math.abs(weight)), 0);
    scales[row] = peak / limit;
    cells.forEach(
      (weight, column) => (values[row * columnCount + column] = peak > 0 ? Math.round((weight * limit) / peak) : 0),
    );
  });
  return { values, scales };
}

/** `[rowCount, columnCount]` to `[columnCount, rowCount]`. */
export function transpose(weights: Float32Array, columnCount: number): Float32Array {
  const rowCount = weights.length / columnCount;
  const result = new Float32Array(weights.length);
  for (let row = 0; row < rowCount; row++)
    for (let column = 0; column < columnCount; column++)
      result[column * rowCount + row] = weights[row * columnCount + column];
  return result;
}
