/**
 * How an allowance is added: `outer` (外掛け) as a share of the normal time, `inner` (内掛け) as a share of the standard time
 * that results. The same percentage gives more by `inner`.
 */
export type AllowanceMethod = 'outer' | 'inner';

export interface StandardTimeOptions {
  /** Pace of the work that was seen, 1: as it should be. Above 1 it was faster, and the normal time is longer; > 0, default 1. */
  readonly rating?: number;
  /** Share for rest, trouble and other things that have to be; 0 … 1, below 1 for `inner`; default 0. */
  readonly allowance?: number;
  readonly method: AllowanceMethod;
}

/** What a piece of work should take. */
export interface StandardTime {
  /** Observed time at the usual pace. */
  readonly normalMs: number;
  readonly standardMs: number;
}

/**
 * @param observedMs mean time of the work as it was seen
 * @throws {RangeError}
 * @example standardTime(60_000, { rating: 1.1, allowance: 0.1, method: 'outer' }) // 66 s → 72.6 s
 * @example standardTime(60_000, { rating: 1.1, allowance: 0.1, method: 'inner' }) // 66 s → 73.3 s
 */
export function standardTime(
  observedMs: number,
  { rating = 1, allowance = 0, method }: StandardTimeOptions,
): StandardTime {
  if (!(rating > 0 && rating < Infinity)) throw new RangeError(`invalid rating: ${rating}`);
  if (!(allowance >= 0 && (method === 'inner' ? allowance < 1 : allowance <= 1)))
    throw new RangeError(`invalid allowance: ${allowance}`);
  const normalMs = observedMs * rating;
  return { normalMs, standardMs: method === 'outer' ? normalMs * (1 + allowance) : normalMs / (1 - allowance) };
}
