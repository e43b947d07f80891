import { rowCount } from '../embedding.ts';

/**
 * Share of rows whose true concept is among the k best; 0 … 1. A concept that ties with others counts as ranked by index.
 *
 * @param logits `[n, conceptCount]`, n ≥ 1
 * @param truth true concept index of each row
 */
export function topKAccuracy(logits: Float32Array, conceptCount: number, truth: readonly number[], k = 1): number {
  const right = rightRows(logits, conceptCount, truth, k);
  if (right.length === 0) throw new RangeError('accuracy is not defined without rows');
  return share(right.filter(Boolean), right);
}

/**
 * Whether the true concept of each row is among the k best. A concept that ties with others counts as ranked by index.
 *
 * @param logits `[n, conceptCount]`
 * @param truth true concept index of each row
 */
export function rightRows(logits: Float32Array, conceptCount: number, truth: readonly number[], k = 1): boolean[] {
  const count = rowCount(logits, conceptCount);
  if (truth.length !== count) throw new RangeError(`${truth.length} true concepts for ${count} rows`);
  return truth.map((concept, row) => rankOf(logits, row * conceptCount, conceptCount, concept) < k);
}

/**
 * Share of positions with the right concept (frame accuracy, MoF); 0 … 1. Unknown and background are concepts like any other.
 *
 * @throws {RangeError} where the lengths differ or are 0
 */
export function frameAccuracy<T>(predicted: readonly T[], truth: readonly T[]): number {
  if (predicted.length !== truth.length || truth.length === 0) {
    throw new RangeError(`${predicted.length} predicted frames for ${truth.length} true ones`);
  }
  return share(
    truth.filter((concept, index) => concept === predicted[index]),
    truth,
  );
}

/** HM of base and novel accuracy; 0 where both are 0. */
export function harmonicMean(a: number, b: number): number {
  return a + b === 0 ? 0 : (2 * a * b) / (a + b);
}

function rankOf(logits: Float32Array, start: number, conceptCount: number, concept: number): number {
  if (!(concept >= 0 && concept < conceptCount)) throw new RangeError(`no such concept: ${concept}`);
  const own = logits[start + concept];
  let rank = 0;
  for (let k = 0; k < conceptCount; k++) {
    const other = logits[start + k];
    if (other > own || (other === own && k < concept)) rank++;
  }
  return rank;
}

function share(part: readonly unknown[], whole: readonly unknown[]): number {
  return part.length / whole.length;
}
