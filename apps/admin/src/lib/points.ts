/** A difference of shares with the bounds of its 95 % interval. */
interface Bounds {
  readonly low: number | null;
  readonly high: number | null;
}

/** A difference of shares in points, with its sign: `+8.1`. @param difference −1 … 1 */
export function formatPoints(difference: number, locale: string): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 1, signDisplay: 'exceptZero' })
    .format(100 * difference)
    .replace('-', '−');
}

/** The bounds of the 95 % interval of a difference, in points; null where there is none. */
export function formatBounds(
  { low, high }: Bounds,
  locale: string,
): { readonly low: string; readonly high: string } | null {
  return low === null || high === null ? null : { low: formatPoints(low, locale), high: formatPoints(high, locale) };
}

/** A share in per cent with one decimal: `83.3%`. @param share 0 … 1 */
export function formatShare(share: number, locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(
    share,
  );
}
