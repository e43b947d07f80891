import { expect, test } from '@jest/globals';
import { solvePositiveDefinite } from './cholesky.ts';

test('solvePositiveDefinite solves for each right side, reading the lower triangle only', () => {
  // [[4, 2], [2, 3]] · [1, −1] = [2, −1], · [0, 2] = [4, 6]
  const [first, second] = solvePositiveDefinite(Float64Array.of(4, NaN, 2, 3), 2, [
    [2, -1],
    [4, 6],
  ]);
  expect([...first, ...second].map((value) => Math.round(value * 1e12) / 1e12)).toEqual([1, -1, 0, 2]);
});

test('solvePositiveDefinite refuses a matrix that is not positive definite', () => {
  expect(() => solvePositiveDefinite(Float64Array.of(1, 2, 2, 1), 2, [[1, 1]])).toThrow('pivot 1 is -3');
});
