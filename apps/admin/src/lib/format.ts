/** A time within a video, `m:ss.mmm`, or `h:mm:ss.mmm` from an hour on. */
export function formatTime(ms: number): string {
  const whole = Math.round(ms);
  const [hours, minutes, seconds] = [Math.floor(whole / 3_600_000), Math.floor(whole / 60_000) % 60, whole / 1000];
  const rest = (seconds % 60).toFixed(3).padStart(6, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
}

/** A length to read at a glance, `m:ss` or `h:mm:ss`. */
export function formatLength(ms: number): string {
  return formatTime(Math.round(ms / 1000) * 1000).slice(0, -4);
}

const BYTE_UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** Bytes in the largest unit that leaves at least one, in powers of 1000. */
export function formatBytes(bytes: number, locale: string): string {
  const power = Math.min(BYTE_UNITS.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(bytes, 1)) / 3)));
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: BYTE_UNITS[power],
    // The short name of a byte is English in every language.
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: power === 0 ? 0 : 1,
  }).format(bytes / 1000 ** power);
}

/** A time or length in decimal minutes, as time study writes them: `1.2345`. */
export function formatDecimalMinutes(ms: number): string {
  return (ms / 60_000).toFixed(4);
}

/** A share of 1, in whole percent. */
export function formatPercent(share: number, locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(share);
}

/** When something happened, to the minute or second. @param iso ISO 8601 */
export function formatMoment(
  iso: string,
  locale: string,
  { to = 'minute' }: { to?: 'minute' | 'second' } = {},
): string {
  const timeStyle = to === 'minute' ? 'short' : 'medium';
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle }).format(new Date(iso));
}
