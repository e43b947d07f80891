/** How long something will take, in its largest unit that tells enough; rounded up, and never nothing. */
export function remainingTime(ms: number): { readonly unit: 'second' | 'minute' | 'hour'; readonly value: number } {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  if (seconds < 90) return { unit: 'second', value: seconds };
  const minutes = Math.ceil(seconds / 60);
  return minutes < 90 ? { unit: 'minute', value: minutes } : { unit: 'hour', value: Math.round(minutes / 6) / 10 };
}

/** The same in words, e.g. `12 sec`. */
export function formatRemaining(ms: number, locale: string): string {
  const { unit, value } = remainingTime(ms);
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(value);
}
