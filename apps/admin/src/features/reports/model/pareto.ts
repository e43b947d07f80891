/** A bar of a Pareto chart. */
export interface ParetoBar<T> {
  readonly item: T;
  /** 0 … 1, of the sum of all. */
  readonly share: number;
  /** With all before it. */
  readonly cumulative: number;
}

/** The largest first, with how much they make together. */
export function paretoOf<T>(items: readonly T[], sizeOf: (item: T) => number): ParetoBar<T>[] {
  const total = items.reduce((sum, item) => sum + sizeOf(item), 0);
  let sum = 0;
  return items
    .toSorted((one, other) => sizeOf(other) - sizeOf(one))
    .map((item) => {
      sum += sizeOf(item);
      return { item, share: sizeOf(item) / total, cumulative: sum / total };
    });
}

/** How many of the largest it takes for four fifths of all. */
export function vitalCount(bars: readonly ParetoBar<unknown>[]): number {
  // Sums of shares miss a round figure by a hair.
  return bars.findIndex(({ cumulative }) => cumulative >= 0.8 - 1e-9) + 1;
}
