import http from 'node:http';
import https from 'node:https';
import type { BlockList } from 'node:net';
import type { AttemptInput } from '@actionary/database';
import { Webhook } from 'standardwebhooks';
import { traceparent } from '../../shared/tracing/tracing.ts';
import { isTimeout, kindOfError, kindOfStatus } from './error-kind.ts';
import { guardedLookup, refuseAddress } from './network-guard.ts';

export interface WebhookMessage {
  readonly url: string;
  /** The same whenever it is sent again. */
  readonly id: string;
  /** JSON. */
  readonly body: string;
  /** That its receiver may verify with. */
  readonly secrets: readonly string[];
}

export interface SendOptions {
  /** Networks that may be reached though they are private. */
  readonly networks: BlockList;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

const MAX_EXCERPT_BYTES = 1000;

/** Sends a message once. What goes wrong is part of what it gives. */
export async function sendWebhook(message: WebhookMessage, options: SendOptions): Promise<AttemptInput> {
  const startedAt = new Date();
  const begunMs = performance.now();
  const answer = await post(message, startedAt, options).catch((error: unknown) => ({
    status: null,
    error: explain(error, options),
    errorKind: kindOfError(error),
  }));
  return { url: message.url, startedAt, durationMs: Math.round(performance.now() - begunMs), ...answer };
}

type Answer = Pick<AttemptInput, 'status' | 'error' | 'errorKind' | 'responseExcerpt'>;

async function post(
  { url: address, id, body, secrets }: WebhookMessage,
  time: Date,
  options: SendOptions,
): Promise<Answer> {
  const { networks, timeoutMs } = options;
  const url = new URL(address);
  refuseAddress(url, networks);
  const trace = traceparent();
  const headers = {
    ...(trace ? { traceparent: trace } : {}),
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'user-agent': 'actionary-webhooks/1',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(time.getTime() / 1000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, time, body)).join(' '),
  };
  const signal = AbortSignal.any([options.signal, AbortSignal.timeout(timeoutMs)]);
  const { request } = url.protocol === 'https:' ? https : http;
  const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
    // Without an agent, no connection is used again: it would lead where the name has led before.
    const sent = request(url, { method: 'POST', headers, agent: false, lookup: guardedLookup(networks), signal });
    sent.on('response', resolve).on('error', reject).end(body);
  });
  const status = response.statusCode!;
  return { status, ...problemOf(status), responseExcerpt: await excerptOf(response) };
}

function problemOf(status: number): Pick<Answer, 'error' | 'errorKind'> {
  const errorKind = kindOfStatus(status);
  if (errorKind === null) return { error: null, errorKind };
  return { error: `answered ${status}${errorKind === 'redirect' ? ': redirects are not followed' : ''}`, errorKind };
}

/** How an answer begins; no more of it is read. */
async function excerptOf(response: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      sizeBytes += chunk.length;
      if (sizeBytes >= MAX_EXCERPT_BYTES) break;
    }
  } catch {
    // It breaks off; its status has said how it went.
  }
  return Buffer.concat(chunks).subarray(0, MAX_EXCERPT_BYTES).toString();
}

function explain(error: unknown, { timeoutMs }: SendOptions): string {
  if (isTimeout(error)) return `no answer within ${timeoutMs / 1000} s`;
  const { name, message, code } = error as NodeJS.ErrnoException;
  return message || code || name;
}
