import { BlockList } from 'node:net';
import {
  countReplayed,
  createPing,
  createWebhookEndpoint,
  getDeliveries,
  replayDeliveries,
  retryDelivery,
  rotateWebhookSecret,
  updateWebhookEndpoint,
} from '@actionary/database';
import type { DeliveryFilter, Outcome, SecretEndpoint } from '@actionary/database';
import type {
  CreateWebhookEndpointInput,
  DeliveryFilter as DeliveryFilterInput,
  ReplayWebhookInput,
  UpdateWebhookEndpointInput,
} from '../../../generated/resolvers-types.ts';
import type { Context } from '../../context.ts';
import { argumentKey, done, inputKey, settle, toPayload, unwrap } from '../../shared/graphql/result.ts';
import { refuseForbidden, warningsOf } from './check-address.ts';
import { deliver, LEASE_MS } from './deliver.ts';

export async function addEndpoint(context: Context, { url, types = [] }: CreateWebhookEndpointInput) {
  const { db, person } = context;
  const payload = await withSecret(() => {
    refuseForbidden(url, networksOf(context));
    return createWebhookEndpoint(db, { url, types, createdBy: person });
  });
  return { ...payload, warnings: payload.webhookEndpoint ? await warningsOf(url, networksOf(context)) : [] };
}

/** @param id global */
export async function rotateSecret({ db }: Context, id: string) {
  const payload = await withSecret(() => rotateWebhookSecret(db, inputKey('WebhookEndpoint', id, 'id')));
  return { ...payload, warnings: [] };
}

async function withSecret(change: () => Promise<Outcome<SecretEndpoint>>) {
  const { value, userErrors } = await settle(async () => change());
  return { webhookEndpoint: value?.endpoint ?? null, secret: value?.secret ?? null, userErrors };
}

export async function changeEndpoint(context: Context, { id, url, types, isEnabled }: UpdateWebhookEndpointInput) {
  const { db } = context;
  const change = {
    ...(typeof url === 'string' && { url }),
    ...(types && { types }),
    ...(typeof isEnabled === 'boolean' && { isEnabled }),
  };
  const result = await settle(async () => {
    if (typeof url === 'string') refuseForbidden(url, networksOf(context));
    return updateWebhookEndpoint(db, inputKey('WebhookEndpoint', id, 'id'), change);
  });
  const isMoved = typeof url === 'string' && result.value !== null;
  const warnings = isMoved ? await warningsOf(url, networksOf(context)) : [];
  return { ...toPayload('webhookEndpoint', result), warnings };
}

function networksOf({ webhookNetworks }: Context): BlockList {
  return webhookNetworks ?? new BlockList();
}

/** Sends a ping now, and tells of it when it has been sent. @param id global */
export async function testEndpoint(context: Context, id: string) {
  const { db, signal } = context;
  const ping = async () => {
    const key = inputKey('WebhookEndpoint', id, 'id');
    const delivery = unwrap(await createPing(db, key, { leaseMs: LEASE_MS }));
    await deliver(db, delivery, { networks: networksOf(context), signal });
    const [sent] = await getDeliveries(db, [delivery.id]);
    return done(sent!);
  };
  return toPayload('delivery', await settle(ping));
}

/** @param id global */
export async function sendAgain({ db }: Context, id: string) {
  return toPayload('delivery', await settle(async () => retryDelivery(db, inputKey('Delivery', id, 'id'))));
}

export function replay(context: Context, input: ReplayWebhookInput) {
  return replayWith(replayDeliveries, context, input);
}

/** How many deliveries {@link replay} would make. */
export function previewReplay(context: Context, input: ReplayWebhookInput) {
  return replayWith(countReplayed, context, input);
}

async function replayWith(act: typeof replayDeliveries, { db }: Context, { endpointId, ...range }: ReplayWebhookInput) {
  const key = () => inputKey('WebhookEndpoint', endpointId, 'endpointId');
  return toPayload('deliveryCount', await settle(async () => act(db, key(), given(range))));
}

/** @throws {GraphQLError} BAD_USER_INPUT */
export function deliveryFilter(filter: DeliveryFilterInput | null | undefined): DeliveryFilter {
  if (!filter) return {};
  const { endpointId, ...rest } = filter;
  return {
    ...given(rest),
    ...(endpointId ? { endpointId: argumentKey('WebhookEndpoint', endpointId, 'filter.endpointId') } : {}),
  };
}

/** What is not left out. */
function given<T extends object>(input: T): { [K in keyof T]: NonNullable<T[K]> } {
  const present = Object.entries(input).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(present) as { [K in keyof T]: NonNullable<T[K]> };
}
