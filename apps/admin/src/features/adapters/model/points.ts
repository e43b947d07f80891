import type { AdapterEstimateFragment } from '../../../../generated/graphql.ts';

/** A difference of shares in points, with its sign: `+8.1`. @param difference −1 … 1 */
export function formatPoints(difference: number, locale: string): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 1, signDisplay: 'exceptZero' }).format(
    100 * difference,
  );
}

/** The 95 % interval of a difference, in points: `+3.1 … +12.4`; null where there is none. */
export function formatInterval({ low, high }: AdapterEstimateFragment, locale: string): string | null {
  return low === null || high === null ? null : `${formatPoints(low, locale)} … ${formatPoints(high, locale)}`;
}
