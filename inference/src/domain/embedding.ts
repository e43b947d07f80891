/**
 * Embeddings lie row by row in one Float32Array: `count` rows of `dims` numbers. A unit embedding has L2 norm 1.
 */

/**
 * Brings every row to unit length.
 *
 * @param rows `[count, dims]`
 * @returns a new array of the same shape
 * @throws {RangeError} where the length is no multiple of `dims`, or a row is zero or not finite
 */
export function normalizeRows(rows: Float32Array, dims: number): Float32Array {
  const count = rowCount(rows, dims);
  const unit = new Float32Array(rows.length);
  for (let row = 0; row < count; row++) {
    const start = row * dims;
    const norm = rowNorm(rows, start, dims);
    if (!(norm > 0 && norm < Infinity))
      throw new RangeError(`embedding row ${row} has no direction: its norm is ${norm}`);
    for (let i = start; i < start + dims; i++) unit[i] = rows[i] / norm;
  }
  return unit;
}

/** Rounding to half precision changes a row's length by less. */
const UNIT_TOLERANCE = 1e-3;

/**
 * Brings rows to unit length, but those that have it up to rounding, which stay as they are, to the bit.
 *
 * @param rows `[count, dims]`
 * @returns the rows, and how many of them have changed
 * @throws {RangeError} as {@link normalizeRows}
 */
export function unitRows(
  rows: Float32Array,
  dims: number,
): { readonly rows: Float32Array; readonly scaledCount: number } {
  const unit = normalizeRows(rows, dims);
  let scaledCount = 0;
  for (let start = 0; start < rows.length; start += dims) {
    if (Math.abs(rowNorm(rows, start, dims) - 1) > UNIT_TOLERANCE) scaledCount++;
    else unit.set(rows.subarray(start, start + dims), start);
  }
  return { rows: unit, scaledCount };
}

/** Some rows of a matrix `[n, width]`, in the order of `rows`. @returns `[rows.length, width]` */
export function takeRows(matrix: Float32Array, width: number, rows: readonly number[]): Float32Array {
  const taken = new Float32Array(rows.length * width);
  for (const [to, from] of rows.entries()) taken.set(matrix.subarray(from * width, (from + 1) * width), to * width);
  return taken;
}

/**
 * The mean of all rows, not renormalised: scoring it equals averaging the rows' logits.
 *
 * @param rows `[count, dims]`, count ≥ 1
 * @returns `[dims]`
 */
export function meanRow(rows: Float32Array, dims: number): Float32Array {
  const count = rowCount(rows, dims);
  if (count === 0) throw new RangeError('the mean of no embeddings is not defined');
  const sums = new Float64Array(dims);
  for (let i = 0; i < rows.length; i++) sums[i % dims] += rows[i];
  return Float32Array.from(sums, (sum) => sum / count);
}

/** Number of rows. @throws {RangeError} where the length is no multiple of `dims` */
export function rowCount(rows: { readonly length: number }, dims: number): number {
  if (!(Number.isInteger(dims) && dims > 0)) throw new RangeError(`invalid number of columns: ${dims}`);
  if (rows.length % dims !== 0) throw new RangeError(`${rows.length} numbers do not make rows of ${dims}`);
  return rows.length / dims;
}

function rowNorm(rows: Float32Array, start: number, dims: number): number {
  let sum = 0;
  for (let i = start; i < start + dims; i++) sum += rows[i] * rows[i];
  return Math.sqrt(sum);
}
