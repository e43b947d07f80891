/** A figure that was measured several times. */
export interface Spread {
  readonly mean: number;
  /** Standard deviation of the measurements; `null` of a single one. */
  readonly sd: number | null;
}

/** @param values one at least */
export function spreadOf(values: readonly number[]): Spread {
  if (values.length === 0) throw new RangeError('the mean of no values is not defined');
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, sd: values.length === 1 ? null : Math.sqrt(squares / (values.length - 1)) };
}
