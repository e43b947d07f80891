/** A difference of shares in points, with its sign: `+8.1`. @param difference −1 … 1 */
export function formatPoints(difference: number, locale: string): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 1, signDisplay: 'exceptZero' })
    .format(100 * difference)
    .replace('-', '−');
}

/** The bounds of the 95 % interval of a difference, in points; null where there is none. */
export function formatBounds(
  { low, high }: { readonly low: number | null; readonly high: number | null },
  locale: string,
): { readonly low: string; readonly high: string } | null {
  return low === null || high === null ? null : { low: formatPoints(low, locale), high: formatPoints(high, locale) };
}
