import { rowCount } from './embedding.ts';

export interface TipAdapterOptions {
  /** Weight of the examples against the text; ≥ 0, default 1. */
  readonly alpha?: number;
  /** How near an example must be to count; ≥ 0, default 5.5. */
  readonly beta?: number;
}

/**
 * Tip-Adapter without training: each labelled example adds `alpha · exp(−beta · (1 − cosine))` to the logit of its concept.
 *
 * @param logits of the text `[n, conceptCount]`
 * @param cosines of the rows to the examples `[n, exampleConcepts.length]`
 * @param exampleConcepts concept index of each example
 * @returns new logits `[n, conceptCount]`
 * @see Zhang et al. 2022, arXiv 2207.09519
 */
export function tipAdapterLogits(
  logits: Float32Array,
  conceptCount: number,
  cosines: Float32Array,
  exampleConcepts: readonly number[],
  { alpha = 1, beta = 5.5 }: TipAdapterOptions = {},
): Float32Array {
  const count = rowCount(logits, conceptCount);
  const exampleCount = exampleConcepts.length;
  if (cosines.length !== count * exampleCount) {
    throw new RangeError(`${cosines.length} cosines for ${count} rows and ${exampleCount} examples`);
  }
  const adapted = logits.slice();
  for (let i = 0; i < cosines.length; i++) {
    const row = Math.floor(i / exampleCount);
    adapted[row * conceptCount + exampleConcepts[i % exampleCount]] += alpha * Math.exp(-beta * (1 - cosines[i]));
  }
  return adapted;
}
