/** A p value as people write it: `0.013`, `< 0.001`. */
export function formatP(pValue: number, locale: string): string {
  const format = (value: number) => new Intl.NumberFormat(locale, { maximumFractionDigits: 3 }).format(value);
  return pValue < 0.001 ? `< ${format(0.001)}` : format(pValue);
}
