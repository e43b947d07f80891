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
import { deliver, LEASE_MS } from './deliver.ts';

export function addEndpoint({ db, person }: Context, { url, types = [] }: CreateWebhookEndpointInput) {
  return withSecret(() => createWebhookEndpoint(db, { url, types, createdBy: person }));
}

/** @param id global */
export function rotateSecret({ db }: Context, id: string) {
  return withSecret(() => rotateWebhookSecret(db, inputKey('WebhookEndpoint', id, 'id')));
}

async function withSecret(change: () => Promise<Outcome<SecretEndpoint>>) {
  const { value, userErrors } = await settle(async () => change());
  return { webhookEndpoint: value?.endpoint ?? null, secret: value?.secret ?? null, userErrors };
}

export async function changeEndpoint({ db }: Context, { id, url, types, isEnabled }: UpdateWebhookEndpointInput) {
  const change = {
    ...(typeof url === 'string' && { url }),
    ...(types && { types }),
    ...(typeof isEnabled === 'boolean' && { isEnabled }),
  };
  return toPayload(
    'webhookEndpoint',
    await settle(async () => updateWebhookEndpoint(db, inputKey('WebhookEndpoint', id, 'id'), change)),
  );
}

/** Sends a ping now, and tells of it when it has been sent. @param id global */
export async function testEndpoint({ db, webhookNetworks, signal }: Context, id: string) {
  const ping = async () => {
    const key = inputKey('WebhookEndpoint', id, 'id');
    const delivery = unwrap(await createPing(db, key, { leaseMs: LEASE_MS }));
    await deliver(db, delivery, { networks: webhookNetworks ?? new BlockList(), signal });
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
