import type { TimeUnit } from './report-choice.ts';

/** A time in a unit, as a number that tables and charts can go on with. */
export function timeIn(ms: number, unit: TimeUnit): number {
  return unit === 'seconds' ? Math.round(ms) / 1000 : Math.round(ms / 6) / 10_000;
}

/** Decimals that time study writes: hundredths of a second, or thousandths of a minute. */
export const DECIMALS = { seconds: 2, minutes: 4 } as const satisfies Record<TimeUnit, number>;

export function timeText(ms: number, unit: TimeUnit, locale: string): string {
  const digits = DECIMALS[unit];
  return new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(
    timeIn(ms, unit),
  );
}

/** A share of 1 in percent, to a tenth. */
export function shareText(share: number, locale: string): string {
  return new Intl.NumberFormat(locale, {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  }).format(share);
}
