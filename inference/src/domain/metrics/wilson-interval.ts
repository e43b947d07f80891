/** Where a figure probably lies. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Standard normal quantile of a two-sided interval of 95 %; its lower end alone holds with 97.5 %. */
export const TWO_SIDED_95 = 1.959963984540054;

/** Standard normal quantile of a one-sided bound of 95 %. */
export const ONE_SIDED_95 = 1.6448536269514722;

/**
 * Wilson's interval of a share, which stands small counts and shares near 0 and 1.
 *
 * @param partCount 0 … `count`
 * @param z standard normal quantile; default {@link TWO_SIDED_95}
 * @returns 0 … 1; all of it where `count` is 0
 * @see Wilson 1927; Brown, Cai and DasGupta 2001
 */
export function wilsonInterval(partCount: number, count: number, z = TWO_SIDED_95): Interval {
  if (!(partCount >= 0 && partCount <= count)) throw new RangeError(`invalid share: ${partCount} of ${count}`);
  if (count === 0) return { low: 0, high: 1 };
  const share = partCount / count;
  const weight = (z * z) / count;
  const centre = (share + weight / 2) / (1 + weight);
  const half = (z * Math.sqrt((share * (1 - share)) / count + weight / (4 * count))) / (1 + weight);
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}
