import type { Estimate } from '@actionary/inference/domain';

/** A difference and its interval, as the API and stored reports have it: of one video only there is none. */
export function toEstimate({ mean, low, high }: Estimate) {
  // JSON has no infinity.
  const bound = (value: number) => (Number.isFinite(value) ? value : null);
  return { value: mean, low: bound(low), high: bound(high) };
}
