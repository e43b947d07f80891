import type { BetterAuthRateLimitStorage } from 'better-auth';

const SECOND_MS = 1000;

interface Count {
  count: number;
  readonly endsAt: number;
}

/** Counts requests of this server by who asks for what, from the first one of a time until that is over. */
export function createRequestCounts(now: () => number = Date.now): BetterAuthRateLimitStorage {
  /** Those that began first come first, and nearly always end first, too. */
  const counts = new Map<string, Count>();
  const forget = (until: number) => {
    for (const [key, { endsAt }] of counts) {
      if (endsAt > until) return;
      counts.delete(key);
    }
  };
  return {
    consume: async (key, { window, max }) => {
      const at = now();
      forget(at);
      const open = counts.get(key);
      if (open && open.endsAt > at) {
        if (open.count >= max) return { allowed: false, retryAfter: Math.ceil((open.endsAt - at) / SECOND_MS) };
        open.count++;
      } else {
        counts.delete(key);
        counts.set(key, { count: 1, endsAt: at + window * SECOND_MS });
      }
      return { allowed: true, retryAfter: null };
    },
  };
}
