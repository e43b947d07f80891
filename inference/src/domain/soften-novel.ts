import { rowCount } from './embedding.ts';
import { multiplyLogits } from './logits.ts';
import { rankConcepts } from './probability.ts';

export interface SoftenOptions {
  /** Trained texts that count as near; default 3, no more than there are. */
  readonly neighbourCount?: number;
  /** How much distance softens; ≥ 0, default 1. 0 changes nothing. */
  readonly strength?: number;
}

/**
 * How much the logits of rows that look like a concept are to be scaled: 1 for trained concepts, less the farther the
 * concept's text is from the trained ones, as an adapter makes the encoder too sure of what it has not been trained on.
 *
 * @param texts unit embeddings `[conceptCount, dims]`
 * @param trained indices of the concepts that the adapter was trained on; at least one
 * @returns `[conceptCount]`, above 0, at most 1: 1 / (1 + strength · (1 − mean cosine to the nearest trained texts))
 * @see Wang et al. 2024, arXiv 2402.04655 (distance-aware calibration), which measures distance otherwise
 */
export function novelScales(
  texts: Float32Array,
  dims: number,
  trained: readonly number[],
  { neighbourCount = 3, strength = 1 }: SoftenOptions = {},
): number[] {
  if (trained.length === 0) throw new RangeError('there is no trained concept to measure the distance to');
  if (!(strength >= 0)) throw new RangeError(`invalid strength: ${strength}`);
  const conceptCount = rowCount(texts, dims);
  const cosines = multiplyLogits(texts, texts, dims, 1);
  const isTrained = new Set(trained);
  return Array.from({ length: conceptCount }, (_, concept) => {
    if (isTrained.has(concept)) return 1;
    const nearest = trained
      .map((other) => cosines[concept * conceptCount + other])
      .toSorted((one, other) => other - one)
      .slice(0, neighbourCount);
    const mean = nearest.reduce((sum, cosine) => sum + cosine, 0) / nearest.length;
    return 1 / (1 + strength * Math.max(0, 1 - mean));
  });
}

/**
 * Makes rows that look like novel concepts less sure. All of a row is scaled, by its most probable concept: no concept
 * overtakes another.
 *
 * @param logits `[n, scales.length]`
 * @param scales of {@link novelScales}
 * @returns a new array of the same shape
 */
export function softenNovel(logits: Float32Array, scales: readonly number[]): Float32Array {
  const conceptCount = scales.length;
  const softened = logits.slice();
  for (let row = 0; row < rowCount(logits, conceptCount); row++) {
    const own = softened.subarray(row * conceptCount, (row + 1) * conceptCount);
    const scale = scales[rankConcepts(own, 1)[0].conceptIndex];
    for (let k = 0; k < conceptCount; k++) own[k] *= scale;
  }
  return softened;
}
