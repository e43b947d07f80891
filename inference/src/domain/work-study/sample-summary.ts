/** What is commonly said of a sample. */
export interface SampleSummary {
  readonly count: number;
  readonly total: number;
  readonly mean: number;
  /** Of a sample, by n − 1; `null` for a single value. */
  readonly standardDeviation: number | null;
  /** Coefficient of variation: standard deviation by mean; `null` for a single value, or a mean of 0. */
  readonly variation: number | null;
  readonly min: number;
  readonly lowerQuartile: number;
  readonly median: number;
  readonly upperQuartile: number;
  readonly max: number;
  /** Values outside of these are outliers: one and a half times the middle half away from it (Tukey). */
  readonly lowerFence: number;
  readonly upperFence: number;
}

/** @param values at least one @throws {RangeError} where there is none */
export function summarizeSample(values: readonly number[]): SampleSummary {
  if (values.length === 0) throw new RangeError('there is nothing to sum up');
  const ascending = values.toSorted((one, other) => one - other);
  const count = values.length;
  const total = ascending.reduce((sum, value) => sum + value, 0);
  const mean = total / count;
  const squares = ascending.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const standardDeviation = count === 1 ? null : Math.sqrt(squares / (count - 1));
  const [lowerQuartile, median, upperQuartile] = [0.25, 0.5, 0.75].map((share) => quantile(ascending, share));
  const reach = 1.5 * (upperQuartile - lowerQuartile);
  return {
    count,
    total,
    mean,
    standardDeviation,
    variation: standardDeviation === null || mean === 0 ? null : standardDeviation / mean,
    min: ascending[0],
    lowerQuartile,
    median,
    upperQuartile,
    max: ascending[count - 1],
    lowerFence: lowerQuartile - reach,
    upperFence: upperQuartile + reach,
  };
}

export function isOutlier(value: number, { lowerFence, upperFence }: SampleSummary): boolean {
  return value < lowerFence || value > upperFence;
}

/** Between two values in proportion, as spreadsheets do (type 7 of Hyndman and Fan). @param ascending at least one value */
export function quantile(ascending: readonly number[], share: number): number {
  const place = share * (ascending.length - 1);
  const below = Math.floor(place);
  const above = Math.ceil(place);
  return ascending[below] + (place - below) * (ascending[above] - ascending[below]);
}
