import type { DifferenceEstimateFragment } from '../../../../generated/graphql.ts';

/** What an estimate of a difference means for a hundred spans. */
export interface GainWords {
  readonly direction: 'more' | 'fewer' | 'same';
  /** Spans of a hundred, in whole numbers. */
  readonly count: number;
  /** Whether its interval leaves the direction open; `exact` where all videos agree, `unknown` where there is no interval. */
  readonly certainty: 'sure' | 'unsure' | 'exact' | 'unknown';
  /** The interval in spans of a hundred: as many more or fewer as `direction` says; with a sign where it is `unsure`. */
  readonly from: number;
  readonly to: number;
}

/** @param estimate of a difference of shares, −1 … 1 */
export function gainWords({ value, low, high }: DifferenceEstimateFragment): GainWords {
  const count = per100(value);
  const direction = count > 0 ? 'more' : count < 0 ? 'fewer' : 'same';
  const told = { direction, count: Math.abs(count) } as const;
  if (low === null || high === null) return { ...told, certainty: 'unknown', from: 0, to: 0 };
  if (low === high) return { ...told, certainty: 'exact', from: count, to: count };
  const isSure = direction !== 'same' && (direction === 'more' ? low > 0 : high < 0);
  if (!isSure) return { ...told, certainty: 'unsure', from: per100(low), to: per100(high) };
  const [from, to] = [Math.abs(per100(low)), Math.abs(per100(high))].toSorted((one, other) => one - other);
  return { ...told, certainty: 'sure', from: from!, to: to! };
}

// Adding zero makes one of a negative zero.
const per100 = (share: number) => Math.round(100 * share) + 0;
