/** How long something will take, in the largest unit that leaves at least two, so that it does not flicker. */
export function formatEta(ms: number, locale: string): string {
  const [unit, unitMs] = ms < 90_000 ? (['second', 1000] as const) : longUnit(ms);
  const count = Math.max(1, Math.round(ms / unitMs));
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
}

function longUnit(ms: number): readonly ['minute' | 'hour' | 'day', number] {
  if (ms < 90 * 60_000) return ['minute', 60_000];
  if (ms < 36 * 3_600_000) return ['hour', 3_600_000];
  return ['day', 24 * 3_600_000];
}
