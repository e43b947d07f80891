import { forgetChanges, forgetPings, sequenceChanges, takeDeliveries, workOfEndpoints } from '@actionary/database';
import type { EndpointWork, TakenDelivery } from '@actionary/database';
import type { Services } from '../../context.ts';
import { deliver, LEASE_MS } from './deliver.ts';
import type { DeliverOptions } from './deliver.ts';

/** Deliveries to one endpoint that are under way at the same time: a slow one holds up no other. */
const MAX_SENDING = 4;
/** At the latest, it looks again. */
const POLL_MS = 2000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export interface DispatchOptions extends Omit<DeliverOptions, 'signal'> {
  /** Days that changes, and their deliveries, are kept. */
  readonly changeDays: number;
  /** Default: a minute. */
  readonly leaseMs?: number;
}

export interface WebhookDispatcher {
  /** What is being sent is given back. */
  stop(): Promise<void>;
}

/** Tells endpoints of changes, on any number of servers at once, and forgets changes in time. */
export function dispatchWebhooks(
  { db, changes, log }: Pick<Services, 'db' | 'changes' | 'log'>,
  { changeDays, leaseMs = LEASE_MS, ...options }: DispatchOptions,
): WebhookDispatcher {
  const stopping = new AbortController();
  const { signal } = stopping;
  const sending = new Set<Promise<void>>();
  const watch = changes.watch('Change', null);
  let ring = () => {};
  let forgetsAtMs = 0;

  function send(delivery: TakenDelivery): void {
    const sent = deliver(db, delivery, { ...options, signal })
      // It is due again when its lease ends.
      .catch((error: unknown) => log.error({ err: error, deliveryId: delivery.id }, 'delivering a webhook'))
      .finally(() => {
        sending.delete(sent);
        ring();
      });
    sending.add(sent);
  }

  /** @returns for how long there is nothing to do, unless the bell rings */
  async function work(): Promise<number> {
    await forget();
    await sequenceChanges(db);
    const endpoints = await workOfEndpoints(db);
    let isBehind = false;
    for (const { id } of endpoints.filter(({ isDue }) => isDue)) {
      const taken = await takeDeliveries(db, id, { most: MAX_SENDING, leaseMs });
      isBehind ||= taken.isBehind;
      for (const delivery of taken.deliveries) send(delivery);
    }
    return isBehind ? 0 : pauseOf(endpoints);
  }

  async function forget(): Promise<void> {
    if (Date.now() < forgetsAtMs) return;
    const before = new Date(Date.now() - changeDays * DAY_MS);
    const counts = { changeCount: await forgetChanges(db, before), pingCount: await forgetPings(db, before) };
    if (counts.changeCount + counts.pingCount > 0) log.info(counts, 'changes are forgotten');
    forgetsAtMs = Date.now() + HOUR_MS;
  }

  async function run(): Promise<void> {
    let problem: string | null = null;
    while (!signal.aborted) {
      const bell = Promise.withResolvers<void>();
      ring = bell.resolve;
      let pauseMs = POLL_MS;
      try {
        pauseMs = await work();
        problem = null;
      } catch (error) {
        const { message } = error as Error;
        if (message !== problem) log.error({ err: error }, 'dispatching webhooks');
        problem = message;
      }
      if (pauseMs === 0 || signal.aborted) continue;
      const timer = setTimeout(bell.resolve, pauseMs);
      await bell.promise;
      clearTimeout(timer);
    }
  }

  async function listen(): Promise<void> {
    while ((await watch.next()) !== null) ring();
  }

  const ended = Promise.all([run(), listen()]);
  return {
    async stop() {
      stopping.abort(new Error('the dispatcher stops'));
      watch.close();
      ring();
      await ended;
      await Promise.all(sending);
    },
  };
}

/** Until the next delivery is due. What is due already waits for others to end, which rings. */
function pauseOf(endpoints: readonly EndpointWork[]): number {
  const waits = endpoints.map(({ dueInMs }) => dueInMs).filter((ms) => ms !== null && ms > 0) as number[];
  return Math.max(1, Math.ceil(Math.min(POLL_MS, ...waits)));
}
