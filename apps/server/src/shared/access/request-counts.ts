import type { BetterAuthRateLimitStorage } from 'better-auth';

/** Keys that are remembered at once; beyond, those whose time is over are forgotten. */
const MANY_KEYS = 10_000;
const SECOND_MS = 1000;

interface Count {
  count: number;
  readonly endsAt: number;
}

/** Counts requests of this server by who asks for what, from the first one of a time until that is over. */
export function createRequestCounts(now: () => number = Date.now): BetterAuthRateLimitStorage {
  const counts = new Map<string, Count>();
  const forget = (until: number) => {
    for (const [key, { endsAt }] of counts) if (endsAt <= until) counts.delete(key);
  };
  return {
    consume: async (key, { window, max }) => {
      const at = now();
      if (counts.size > MANY_KEYS) forget(at);
      const open = counts.get(key);
      if (!open || open.endsAt <= at) counts.set(key, { count: 1, endsAt: at + window * SECOND_MS });
      else if (open.count < max) open.count++;
      else return { allowed: false, retryAfter: Math.ceil((open.endsAt - at) / SECOND_MS) };
      return { allowed: true, retryAfter: null };
    },
  };
}
