/** A probability from a few signals: logistic of the weighted, standardised signals. */
export interface LogisticModel {
  /** Of each signal, as it was fitted. */
  readonly means: readonly number[];
  readonly deviations: readonly number[];
  /** Per standard deviation of the signal. */
  readonly weights: readonly number[];
  readonly bias: number;
}

/**
 * Logistic regression with a ridge, by Newton's method. A signal that never changes has weight 0.
 *
 * @param signals columns `[n]`; few
 * @param isPositive of each row; both kinds must occur, or no bias is best
 * @param ridge half of it times the squared weights is added to the sum of losses; > 0, default 1
 */
export function fitLogistic(
  signals: readonly Float64Array[],
  isPositive: readonly boolean[],
  ridge = 1,
): LogisticModel {
  if (!(ridge > 0)) throw new RangeError(`invalid ridge: ${ridge}`);
  const odd = signals.find((column) => column.length !== isPositive.length);
  if (odd) throw new RangeError(`${odd.length} values of a signal for ${isPositive.length} rows`);
  if (!isPositive.includes(true) || !isPositive.includes(false))
    throw new RangeError('a logistic regression is not defined without rows of both kinds');
  const means = signals.map((column) => meanOf(column));
  const deviations = signals.map((column, index) => Math.sqrt(meanOf(column.map((x) => (x - means[index]) ** 2))));
  const rows = standardised(signals, means, deviations);
  const targets = isPositive.map(Number);
  let weights = rows[0].map(() => 0);
  for (let iteration = 0; iteration < 100; iteration++) {
    const step = newtonStep(rows, targets, weights, ridge);
    weights = halvedUntilBetter(rows, targets, weights, step, ridge);
    if (Math.max(...step.map(Math.abs)) < 1e-10) break;
  }
  return { means, deviations, weights: weights.slice(0, -1), bias: weights[signals.length] };
}

/** @param signals as for {@link fitLogistic} @returns `[n]`, 0 … 1 */
export function logisticProbabilities(model: LogisticModel, signals: readonly Float64Array[]): Float64Array {
  if (signals.length !== model.weights.length)
    throw new RangeError(`${signals.length} signals for ${model.weights.length} weights`);
  const rows = standardised(signals, model.means, model.deviations);
  return Float64Array.from(rows, (row) => logistic(dot(row, [...model.weights, model.bias])));
}

/** Rows of signals and a 1 for the bias. */
function standardised(signals: readonly Float64Array[], means: readonly number[], deviations: readonly number[]) {
  return Array.from(signals[0], (_, row) => [
    ...signals.map((column, index) => (deviations[index] > 0 ? (column[row] - means[index]) / deviations[index] : 0)),
    1,
  ]);
}

function newtonStep(
  rows: readonly number[][],
  targets: readonly number[],
  weights: readonly number[],
  ridge: number,
): number[] {
  const gradient = weights.map((weight, i) => (isBias(i, weights) ? 0 : -ridge * weight));
  // A trace of ridge on the bias as well keeps the matrix regular where every row is certain.
  const hessian = weights.map((_, i) => weights.map((__, j) => (i !== j ? 0 : isBias(i, weights) ? 1e-9 : ridge)));
  for (const [row, values] of rows.entries()) {
    const probability = logistic(dot(values, weights));
    for (const [i, value] of values.entries()) {
      gradient[i] += (targets[row] - probability) * value;
      for (const [j, other] of values.entries()) hessian[i][j] += probability * (1 - probability) * value * other;
    }
  }
  return solve(hessian, gradient);
}

/** Newton's step overshoots where rows are nearly certain. */
function halvedUntilBetter(
  rows: readonly number[][],
  targets: readonly number[],
  weights: number[],
  step: readonly number[],
  ridge: number,
): number[] {
  const before = penalisedLoss(rows, targets, weights, ridge);
  for (let share = 1; share > 1e-6; share /= 2) {
    const moved = weights.map((weight, i) => weight + share * step[i]);
    if (penalisedLoss(rows, targets, moved, ridge) <= before) return moved;
  }
  return weights;
}

function penalisedLoss(
  rows: readonly number[][],
  targets: readonly number[],
  weights: readonly number[],
  ridge: number,
): number {
  let loss = 0;
  for (const [i, weight] of weights.entries()) if (!isBias(i, weights)) loss += (ridge / 2) * weight * weight;
  for (const [row, values] of rows.entries()) {
    const score = dot(values, weights);
    // log(1 + exp(score)) without overflow
    loss += Math.max(score, 0) + Math.log1p(Math.exp(-Math.abs(score))) - targets[row] * score;
  }
  return loss;
}

/** Gaussian elimination of a small positive definite system. */
function solve(matrix: readonly number[][], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i]]);
  const size = right.length;
  for (let pivot = 0; pivot < size; pivot++)
    for (let below = pivot + 1; below < size; below++) {
      const factor = rows[below][pivot] / rows[pivot][pivot];
      for (let j = pivot; j <= size; j++) rows[below][j] -= factor * rows[pivot][j];
    }
  const solution = right.map(() => 0);
  for (let i = size - 1; i >= 0; i--) {
    let rest = rows[i][size];
    for (let j = i + 1; j < size; j++) rest -= rows[i][j] * solution[j];
    solution[i] = rest / rows[i][i];
  }
  return solution;
}

const isBias = (index: number, weights: readonly number[]) => index === weights.length - 1;

const logistic = (score: number) => 1 / (1 + Math.exp(-score));

function dot(one: readonly number[], other: readonly number[]): number {
  return one.reduce((sum, value, i) => sum + value * other[i], 0);
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
