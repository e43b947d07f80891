const MINUTE_MS = 60_000;

/** An instant in ISO 8601. @param local null, or as a field for date and time gives it; null where it cannot be meant */
export function toInstant(local: string | null): string | null {
  const time = local === null ? Number.NaN : Date.parse(local);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

/** As a field for date and time takes it, in the zone of who looks: `2026-11-20T08:00`. */
export function toLocal(time: Date): string {
  return new Date(time.getTime() - time.getTimezoneOffset() * MINUTE_MS).toISOString().slice(0, 16);
}

/** The day in the zone of who looks: `2026-11-20`. @param iso ISO 8601 */
export function localDay(iso: string): string {
  return toLocal(new Date(iso)).slice(0, 10);
}
