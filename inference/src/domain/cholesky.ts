/**
 * Solves `matrix · x = b` for symmetric, positive definite matrices, by Cholesky's factors.
 *
 * @param matrix `[size, size]`, row by row; only the lower triangle is read
 * @param columns right sides, each `[size]`
 * @returns a solution for each
 * @throws {RangeError} where the matrix is not positive definite
 */
export function solvePositiveDefinite(
  matrix: Float64Array,
  size: number,
  columns: readonly ArrayLike<number>[],
): Float64Array[] {
  const lower = factor(matrix, size);
  return columns.map((column) => substitute(lower, size, column));
}

/** The lower triangular L with `L · Lᵀ = matrix`. */
function factor(matrix: Float64Array, size: number): Float64Array {
  const lower = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let rest = matrix[row * size + column];
      for (let k = 0; k < column; k++) rest -= lower[row * size + k] * lower[column * size + k];
      if (column < row) lower[row * size + column] = rest / lower[column * size + column];
      else if (rest > 0) lower[row * size + row] = Math.sqrt(rest);
      else throw new RangeError(`the matrix is not positive definite: pivot ${row} is ${rest}`);
    }
  }
  return lower;
}

function substitute(lower: Float64Array, size: number, column: ArrayLike<number>): Float64Array {
  const solution = Float64Array.from(column);
  for (let row = 0; row < size; row++) {
    for (let k = 0; k < row; k++) solution[row] -= lower[row * size + k] * solution[k];
    solution[row] /= lower[row * size + row];
  }
  for (let row = size - 1; row >= 0; row--) {
    solution[row] /= lower[row * size + row];
    for (let k = 0; k < row; k++) solution[k] -= lower[row * size + k] * solution[row];
  }
  return solution;
}
