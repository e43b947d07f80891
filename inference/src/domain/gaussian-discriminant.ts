import { solvePositiveDefinite } from './cholesky.ts';
import { rowCount } from './embedding.ts';

/** A linear rule: the evidence for concept k is `x · weightsₖ + biasesₖ`, in nats. */
export interface GaussianDiscriminant {
  /** `[conceptCount, dims]` */
  readonly weights: Float32Array;
  /** `[conceptCount]` */
  readonly biases: Float32Array;
}

/**
 * Gaussian discriminant analysis: one Gaussian for each concept that has examples, with a common covariance. The evidence
 * is the log likelihood ratio to a Gaussian around the mean of those concepts; for concepts without examples it is 0.
 *
 * The covariance within concepts is shrunk as in the paper, `(n − 1)·Σ + trace(Σ)·I`: as if `dims` further examples had
 * been spread alike in all directions, and is divided by their number, so that evidence does not fade as examples come.
 * Where no concept has two examples, the spread around the common mean stands for the covariance.
 *
 * @param rows unit embeddings of the examples `[n, dims]`, n ≥ 1
 * @param concepts concept index of each example
 * @see Wang et al. 2024, arXiv 2402.04087
 */
export function fitGaussianDiscriminant(
  rows: Float32Array,
  dims: number,
  concepts: readonly number[],
  conceptCount: number,
): GaussianDiscriminant {
  const count = rowCount(rows, dims);
  if (count === 0 || concepts.length !== count) throw new RangeError(`${concepts.length} concepts for ${count} rows`);
  const shown = [...new Set(concepts)];
  const means = new Map(shown.map((concept) => [concept, meanOf(rows, dims, concepts, concept)]));
  const centre = meanColumns([...means.values()], dims);
  const isSpread = shown.length < count;
  const scatter = scatterAround(rows, dims, (row) => (isSpread ? means.get(concepts[row])! : centre));
  const shifts = shown.map((concept) => means.get(concept)!.map((value, i) => value - centre[i]));
  const solved = solvePositiveDefinite(shrunk(scatter, dims, count), dims, shifts);
  const weights = new Float32Array(conceptCount * dims);
  const biases = new Float32Array(conceptCount);
  for (const [index, concept] of shown.entries()) {
    weights.set(solved[index], concept * dims);
    const middle = means.get(concept)!.map((value, i) => (value + centre[i]) / 2);
    biases[concept] = -dot(middle, solved[index]);
  }
  return { weights, biases };
}

/**
 * Adds the evidence of examples to the logits of the text.
 *
 * @param logits of the text `[n, conceptCount]`
 * @param products of the rows with the rule's weights `[n, conceptCount]`
 * @param weight of the evidence; default 0.01
 * @returns new logits `[n, conceptCount]`
 */
export function gaussianLogits(
  logits: Float32Array,
  products: Float32Array,
  biases: Float32Array,
  weight = 0.01,
): Float32Array {
  if (products.length !== logits.length)
    throw new RangeError(`${products.length} products for ${logits.length} logits`);
  return logits.map((logit, i) => logit + weight * (products[i] + biases[i % biases.length]));
}

function meanOf(rows: Float32Array, dims: number, concepts: readonly number[], concept: number): Float64Array {
  const own = concepts.flatMap((other, row) =>
    other === concept ? [rows.subarray(row * dims, (row + 1) * dims)] : [],
  );
  return meanColumns(own, dims);
}

function meanColumns(vectors: readonly ArrayLike<number>[], dims: number): Float64Array {
  const mean = new Float64Array(dims);
  for (const vector of vectors) for (let i = 0; i < dims; i++) mean[i] += vector[i] / vectors.length;
  return mean;
}

/** Lower triangle of the sum of the squares of what differs from a centre. */
function scatterAround(rows: Float32Array, dims: number, centreOf: (row: number) => Float64Array): Float64Array {
  const scatter = new Float64Array(dims * dims);
  const difference = new Float64Array(dims);
  for (let row = 0; row * dims < rows.length; row++) {
    const centre = centreOf(row);
    for (let i = 0; i < dims; i++) difference[i] = rows[row * dims + i] - centre[i];
    for (let i = 0; i < dims; i++) for (let j = 0; j <= i; j++) scatter[i * dims + j] += difference[i] * difference[j];
  }
  return scatter;
}

/** The scatter is `(n − 1)·Σ`. Where nothing differs from anything, the sphere remains. */
function shrunk(scatter: Float64Array, dims: number, count: number): Float64Array {
  const freedom = Math.max(1, count - 1);
  let trace = 0;
  for (let i = 0; i < dims; i++) trace += scatter[i * dims + i] / freedom;
  const matrix = scatter.map((value) => value / (freedom + dims));
  for (let i = 0; i < dims; i++) matrix[i * dims + i] += (trace > 0 ? trace : 1) / (freedom + dims);
  return matrix;
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i], 0);
}
