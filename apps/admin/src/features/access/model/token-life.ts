import type { ApiToken } from '../api/use-api-tokens.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** For how many days a token may be made; 0: until it is revoked. */
const LIFE_DAYS = [30, 90, 365, 0] as const;

/** Whether a token is let in, and if not, why. */
export type TokenState = 'valid' | 'expired' | 'revoked';

export function tokenState({ revokedAt, expiresAt }: Pick<ApiToken, 'revokedAt' | 'expiresAt'>, now: Date): TokenState {
  if (revokedAt !== null) return 'revoked';
  return expiresAt !== null && new Date(expiresAt) <= now ? 'expired' : 'valid';
}

/** How a token's life is chosen: days, or a day of one's own. */
export const LIFE_CHOICES = [...LIFE_DAYS.map(String), 'day'] as const;

/** When a day ends where somebody looks, ISO 8601; null where it is none. @param day `2026-11-30` */
export function endOfDay(day: string): string | null {
  const end = new Date(`${day}T23:59:59`);
  return Number.isNaN(end.getTime()) ? null : end.toISOString();
}

/** When a token that is made now ends, ISO 8601. @param days 0: never, which is null */
export function endOfLife(days: number, now: Date): string | null {
  return days === 0 ? null : new Date(now.getTime() + days * DAY_MS).toISOString();
}
