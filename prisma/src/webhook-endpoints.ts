/** Who is told of changes, by HTTP. */
import { randomBytes } from 'node:crypto';
import type { WebhookEndpoint } from '../generated/client.ts';
import { alignRows } from './batch.ts';
import { CHANGE_TYPES, latestSequence } from './changes.ts';
import type { Database } from './database.ts';
import { attempt, refuse } from './outcome.ts';
import type { Outcome } from './outcome.ts';

/** Each is sent to on its own: so many cost nobody else anything. */
const MAX_ENDPOINTS = 50;
const MAX_URL = 2000;
const SECRET_BYTES = 32;
const DAY_MS = 24 * 60 * 60 * 1000;
/** The prefix of the standard. */
const PREFIX = 'whsec_';

export interface WebhookEndpointInput {
  /** With http or https; without user, password and #. */
  readonly url: string;
  /** Of the changes it is told; empty: all. */
  readonly types: readonly string[];
}

export interface WebhookEndpointChange extends Partial<WebhookEndpointInput> {
  /** Enabled again, it is told what it has missed, as far as that is kept. */
  readonly isEnabled?: boolean;
}

/** An endpoint, and the secret that its receiver verifies with. */
export interface SecretEndpoint {
  readonly endpoint: WebhookEndpoint;
  readonly secret: string;
}

/** It is told of what changes from now on. Problem: INVALID (`url`, `types`). */
export function createWebhookEndpoint(
  db: Database,
  { createdBy, ...input }: WebhookEndpointInput & { readonly createdBy: string | null },
): Promise<Outcome<SecretEndpoint>> {
  return attempt(async () => {
    const checked = { url: checkedUrl(input.url), types: checkedTypes(input.types) };
    if ((await db.prisma.webhookEndpoint.count()) >= MAX_ENDPOINTS)
      refuse('INVALID', null, `there are ${MAX_ENDPOINTS} endpoints already: delete one that is not used`, {
        reason: 'tooManyEndpoints',
        most: MAX_ENDPOINTS,
      });
    const secret = newSecret();
    const queuedSequence = await latestSequence(db);
    const endpoint = await db.prisma.webhookEndpoint.create({
      data: { ...checked, secret, queuedSequence, createdBy },
    });
    return { endpoint, secret };
  });
}

/** What is absent stays as it is. Problems: NOT_FOUND, INVALID (`url`, `types`). */
export function updateWebhookEndpoint(
  { prisma }: Database,
  id: string,
  { url, types, isEnabled }: WebhookEndpointChange,
): Promise<Outcome<WebhookEndpoint>> {
  return attempt(async () => {
    const data = {
      ...(url === undefined ? {} : { url: checkedUrl(url) }),
      ...(types === undefined ? {} : { types: checkedTypes(types) }),
      ...(isEnabled === true ? { disabledReason: null, failureCount: 0 } : {}),
    };
    const endpoint = await prisma.webhookEndpoint.update({ where: { id }, data });
    if (isEnabled !== false || endpoint.disabledReason) return endpoint;
    return prisma.webhookEndpoint.update({ where: { id }, data: { disabledReason: 'byHand' } });
  });
}

/** Makes another secret; what is sent is signed with the old one as well, for a day. Problem: NOT_FOUND. */
export function rotateWebhookSecret({ prisma }: Database, id: string): Promise<Outcome<SecretEndpoint>> {
  return attempt(async () => {
    const { secret: previousSecret } = await prisma.webhookEndpoint.findUniqueOrThrow({ where: { id } });
    const secret = newSecret();
    const previousSecretUntil = new Date(Date.now() + DAY_MS);
    const data = { secret, previousSecret, previousSecretUntil };
    return { endpoint: await prisma.webhookEndpoint.update({ where: { id }, data }), secret };
  });
}

/** With all its deliveries. Problem: NOT_FOUND. */
export function deleteWebhookEndpoint({ prisma }: Database, id: string): Promise<Outcome<WebhookEndpoint>> {
  return attempt(() => prisma.webhookEndpoint.delete({ where: { id } }));
}

/** Oldest first; at most {@link MAX_ENDPOINTS}, or a few more where several were made at the same moment. */
export function listWebhookEndpoints({ prisma }: Database): Promise<WebhookEndpoint[]> {
  return prisma.webhookEndpoint.findMany({ orderBy: { id: 'asc' } });
}

export async function getWebhookEndpoints(
  { prisma }: Database,
  ids: readonly string[],
): Promise<(WebhookEndpoint | null)[]> {
  const rows = await prisma.webhookEndpoint.findMany({ where: { id: { in: [...ids] } } });
  return alignRows(ids, rows, ({ id }) => id);
}

function newSecret(): string {
  return PREFIX + randomBytes(SECRET_BYTES).toString('base64');
}

function checkedUrl(text: string): string {
  const url = URL.parse(text.trim());
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.href.length > MAX_URL)
    return refuse('INVALID', 'url', 'an address such as https://mes.example.com/actionary is needed', 'notAWebAddress');
  if (url.username || url.password || url.hash)
    return refuse('INVALID', 'url', 'without user, password and #: what is sent is signed', 'addressWithSecret');
  return url.href;
}

function checkedTypes(types: readonly string[]): string[] {
  const known: readonly string[] = CHANGE_TYPES;
  const unknown = types.find((type) => !known.includes(type));
  if (unknown !== undefined)
    refuse('INVALID', 'types', `there are no changes of the type ${unknown}; there are ${known.join(', ')}`);
  return [...new Set(types)].toSorted();
}
