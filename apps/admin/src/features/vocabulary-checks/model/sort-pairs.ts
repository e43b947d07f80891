import type { ConfusablePair } from '../api/use-checks.ts';

export type PairOrder = 'similarity' | 'advice';

/** Most similar first, or by what is advised and then so. */
export function sortPairs(pairs: readonly ConfusablePair[], order: PairOrder): ConfusablePair[] {
  return pairs.toSorted(
    (a, b) => (order === 'advice' ? a.advice.localeCompare(b.advice) : 0) || b.similarity - a.similarity,
  );
}
