/** A length of time in the unit that people would say it in: seconds, minutes, or hours with a decimal. */
export function formatDuration(ms: number, locale: string): string {
  const [value, unit, maximumFractionDigits] =
    ms < 60_000 ? [ms / 1000, 'second', 0] : ms < 5_400_000 ? [ms / 60_000, 'minute', 0] : [ms / 3_600_000, 'hour', 1];
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits }).format(
    value,
  );
}
