import { TWO_SIDED_95 } from '../metrics/wilson-interval.ts';
import { quantile } from './sample-summary.ts';

/** How much longer or shorter things take afterwards. */
export interface SampleComparison {
  readonly beforeCount: number;
  readonly afterCount: number;
  readonly beforeMedian: number;
  readonly afterMedian: number;
  /** Typical difference, after less before: the median over all pairs (Hodges and Lehmann). */
  readonly shift: number;
  /** Where it lies with 95 %; `null` where there are too few values to say. */
  readonly interval: { readonly low: number; readonly high: number } | null;
  /** How probable it is that ranks of samples without a difference are at least as uneven; two-sided. */
  readonly pValue: number;
}

/** More values of a sample say little more, and all pairs are looked at. */
const MAX_COUNT = 1500;

/**
 * Compares times before and after a change by their ranks (Mann and Whitney): times of work are skewed, and a single
 * interruption must not decide. The normal distribution is taken for that of the ranks, with corrections for ties and for
 * steps. Of samples of more than 1500 values every so-manyth is taken.
 *
 * @param before at least one value; as `after`
 * @throws {RangeError} where a sample is empty
 * @see Mann and Whitney 1947; Hodges and Lehmann 1963; Moses 1965 on the interval
 */
export function compareSamples(before: readonly number[], after: readonly number[]): SampleComparison {
  if (before.length === 0 || after.length === 0) throw new RangeError('there is nothing to compare');
  const [ones, others] = [before, after].map((values) => thinned(values.toSorted((one, other) => one - other)));
  const differences = Float64Array.from(ones.flatMap((one) => others.map((other) => other - one))).toSorted();
  return {
    beforeCount: before.length,
    afterCount: after.length,
    beforeMedian: quantile(ones, 0.5),
    afterMedian: quantile(others, 0.5),
    shift: middle(differences),
    interval: intervalOf(differences, ones.length, others.length),
    pValue: rankSumTest(ones, others, differences),
  };
}

function thinned(ascending: readonly number[]): readonly number[] {
  if (ascending.length <= MAX_COUNT) return ascending;
  return Array.from({ length: MAX_COUNT }, (_, index) => ascending[Math.floor((index * ascending.length) / MAX_COUNT)]);
}

function middle(ascending: Float64Array): number {
  const half = (ascending.length - 1) / 2;
  return (ascending[Math.floor(half)] + ascending[Math.ceil(half)]) / 2;
}

function intervalOf(ascending: Float64Array, oneCount: number, otherCount: number): SampleComparison['interval'] {
  const pairCount = oneCount * otherCount;
  const spread = Math.sqrt((pairCount * (oneCount + otherCount + 1)) / 12);
  const rank = Math.floor(pairCount / 2 - TWO_SIDED_95 * spread);
  return rank < 1 ? null : { low: ascending[rank - 1], high: ascending[pairCount - rank] };
}

/** @param differences of all pairs */
function rankSumTest(ones: readonly number[], others: readonly number[], differences: Float64Array): number {
  const pairCount = differences.length;
  let above = 0;
  for (const difference of differences) above += difference > 0 ? 1 : difference === 0 ? 0.5 : 0;
  const count = ones.length + others.length;
  const ties = tieCounts([...ones, ...others]).reduce((sum, tied) => sum + tied ** 3 - tied, 0);
  const variance = (pairCount / 12) * (count + 1 - ties / (count * (count - 1)));
  if (variance <= 0) return 1;
  const distance = Math.max(0, Math.abs(above - pairCount / 2) - 0.5);
  return Math.min(1, 2 * upperTail(distance / Math.sqrt(variance)));
}

/** How often each value occurs. */
function tieCounts(values: readonly number[]): number[] {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts.values()];
}

/** Share of the normal distribution above z ≥ 0, within 1e-7. @see Abramowitz and Stegun 26.2.17 */
function upperTail(z: number): number {
  const t = 1 / (1 + 0.2316419 * z);
  const sum = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return (Math.exp(-(z ** 2) / 2) / Math.sqrt(2 * Math.PI)) * sum;
}
