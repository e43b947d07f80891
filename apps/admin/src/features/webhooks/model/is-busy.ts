import type { ListedDeliveryFragment } from '../../../../generated/graphql.ts';

/** What is due later is not waited for. */
const SOON_MS = 30_000;

type Asked = Pick<ListedDeliveryFragment, 'state' | 'nextAttemptAt'> & {
  readonly endpoint: { readonly isEnabled: boolean };
};

/** Whether something is about to come of a delivery: it is being sent, or will be within half a minute. */
export function isBusy({ state, nextAttemptAt, endpoint }: Asked, now: Date): boolean {
  if (state === 'sending') return true;
  if (nextAttemptAt === null || !endpoint.isEnabled) return false;
  return new Date(nextAttemptAt).getTime() - now.getTime() < SOON_MS;
}
