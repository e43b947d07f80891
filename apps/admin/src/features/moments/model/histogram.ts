/** Of equal width: how many windows have a similarity in `[from, to)`. */
export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** A bar in a drawing of 0 … 1 both ways, from the lower left. */
export interface HistogramBar {
  readonly x: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Bars of a histogram, and where a value is along it. Heights are roots of the counts: among a hundred thousand windows,
 * the few best ones would be too low to be seen.
 */
export function histogramBars(bins: readonly Bin[]) {
  const from = bins[0]?.from ?? 0;
  const to = bins.at(-1)?.to ?? 1;
  const most = Math.max(1, ...bins.map(({ count }) => count));
  const placeOf = (value: number) => (to === from ? 0 : Math.min(1, Math.max(0, (value - from) / (to - from))));
  const bars = bins.map((bin): HistogramBar => ({
    x: placeOf(bin.from),
    width: placeOf(bin.to) - placeOf(bin.from),
    height: Math.sqrt(bin.count / most),
  }));
  return { from, to, bars, placeOf };
}
