import { describe, expect, test } from '@jest/globals';
import { fitGaussianDiscriminant, gaussianLogits } from './gaussian-discriminant.ts';
import { multiplyLogits } from './logits.ts';

const DIMS = 2;
// Concepts 0 and 2 differ along x; y varies within both.
const rows = Float32Array.of(1, 0.5, 1, -0.5, -1, 0.5, -1, -0.5);
const rule = fitGaussianDiscriminant(rows, DIMS, [0, 0, 2, 2], 3);
const evidence = (...row: number[]) => {
  const products = multiplyLogits(Float32Array.from(row), rule.weights, DIMS, 1);
  return [...gaussianLogits(new Float32Array(3), products, rule.biases, 1)];
};

describe('fitGaussianDiscriminant', () => {
  test('weighs directions by how little they vary within concepts', () => {
    // Scatter diag(0, 1) of 4 rows, n − 1 = 3, trace 1/3; (scatter + trace · I) / (3 + 2) = diag(1/15, 4/15).
    const [x, y] = rule.weights;
    expect(x).toBeCloseTo(15, 4);
    expect(y).toBeCloseTo(0, 6);
    // −½ · (μ + m) · w, with μ = [1, 0] and m = 0
    expect(rule.biases[0]).toBeCloseTo(-7.5, 4);
  });

  test('gives no evidence for concepts without examples, and none where Gaussians meet', () => {
    const [first, none, other] = evidence(1, 0);
    expect(first).toBeCloseTo(7.5, 4);
    expect(none).toBe(0);
    expect(other).toBeCloseTo(-22.5, 4);
    expect(evidence(0.5, 3)[0]).toBeCloseTo(0, 4);
  });

  test('takes the spread around the common mean where each concept has one example', () => {
    const single = fitGaussianDiscriminant(Float32Array.of(1, 0, 0, 1), DIMS, [0, 1], 2);
    const [ownX, ownY, otherX, otherY] = single.weights;
    expect(ownX).toBeGreaterThan(0);
    expect([ownX, ownY]).toEqual([otherY, otherX]);
  });

  test('survives a single example', () => {
    const single = fitGaussianDiscriminant(Float32Array.of(1, 0), DIMS, [1], 2);
    expect([...single.weights, ...single.biases].map(Math.abs)).toEqual([0, 0, 0, 0, 0, 0]);
  });

  test('refuses rows and concepts that do not fit', () => {
    expect(() => fitGaussianDiscriminant(rows, DIMS, [0], 1)).toThrow('1 concepts for 4 rows');
    expect(() => gaussianLogits(new Float32Array(2), new Float32Array(4), new Float32Array(2))).toThrow('4 products');
  });
});
