import { giveBackDelivery, noteAttempt } from '@actionary/database';
import type { Database, Delivery, DeliveryNext, TakenDelivery, WebhookEndpoint } from '@actionary/database';
import { changeData } from '../../shared/changes/change-data.ts';
import { inSpan } from '../../shared/tracing/tracing.ts';
import { sendWebhook } from './send-webhook.ts';
import type { SendOptions, WebhookMessage } from './send-webhook.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Between one attempt and the next, as Standard Webhooks has it. */
const RETRY_MS = [5000, 5 * MINUTE_MS, 30 * MINUTE_MS, ...[2, 5, 10, 14, 20, 24].map((hours) => hours * HOUR_MS)];
/** Share of a pause that chance adds or takes, so that what has failed together does not come back together. */
const JITTER = 0.1;
const TIMEOUT_MS = 15_000;
/** When a delivery is another server's to send: the one that took it has died. */
export const LEASE_MS = 60_000;

export interface DeliverOptions extends Pick<SendOptions, 'networks' | 'signal'> {
  /** Default: 5 s … 24 h. */
  readonly retryMs?: readonly number[] | undefined;
  /** For an answer; default 15 s. */
  readonly timeoutMs?: number | undefined;
}

/** Sends what was taken, and notes what came of it; gives it back where the signal aborts before. */
export async function deliver(
  db: Database,
  delivery: TakenDelivery,
  { retryMs = RETRY_MS, timeoutMs = TIMEOUT_MS, ...options }: DeliverOptions,
): Promise<void> {
  const made = await inSpan(
    'webhook delivery',
    { kind: 'client', attributes: attributesOf(delivery) },
    async (span) => {
      const sent = await sendWebhook(toMessage(delivery), { ...options, timeoutMs });
      if (sent.status) span?.add({ 'http.response.status_code': sent.status });
      if (sent.error) span?.fail(sent.error);
      return sent;
    },
  );
  if (options.signal.aborted && made.error) return giveBackDelivery(db, delivery.id);
  const isGone = made.errorKind === 'gone';
  const next: DeliveryNext = made.error ? afterFailure(delivery, isGone, retryMs) : { state: 'succeeded' };
  await noteAttempt(db, delivery, made, next, { isGone });
}

function attributesOf({ id, type, endpoint, attemptCount }: TakenDelivery) {
  const { host } = new URL(endpoint.url);
  return {
    'actionary.delivery.id': id,
    'actionary.change.type': type,
    'server.address': host,
    'actionary.attempt': attemptCount + 1,
  };
}

function afterFailure(
  { attemptCount, change }: TakenDelivery,
  isGone: boolean,
  retryMs: readonly number[],
): DeliveryNext {
  if (!change) return { state: 'failed' };
  // Its endpoint is disabled with it: it is sent once that is enabled again.
  if (isGone) return { state: 'waiting', inMs: 0 };
  const pauseMs = retryMs[attemptCount];
  if (pauseMs === undefined) return { state: 'failed' };
  return { state: 'waiting', inMs: pauseMs * (1 + JITTER * (2 * Math.random() - 1)) };
}

function toMessage(delivery: TakenDelivery): WebhookMessage {
  const { type, change, createdAt, endpoint } = delivery;
  const data = change ? { sequence: Number(change.sequence), ...changeData(change) } : {};
  const body = JSON.stringify({ type, timestamp: (change?.occurredAt ?? createdAt).toISOString(), data });
  return { url: endpoint.url, id: messageIdOf(delivery), body, secrets: secretsOf(endpoint) };
}

/** The same for all deliveries of a change to an endpoint: receivers know by it what they have had. */
export function messageIdOf({ id, endpointId, changeId }: Delivery): string {
  return `msg_${endpointId.replaceAll('-', '')}_${changeId ?? id.replaceAll('-', '')}`;
}

function secretsOf({ secret, previousSecret, previousSecretUntil }: WebhookEndpoint): string[] {
  return previousSecret && previousSecretUntil! > new Date() ? [secret, previousSecret] : [secret];
}
