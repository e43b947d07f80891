import { CHANGE_TYPES, deleteWebhookEndpoint, listDeliveries, listWebhookEndpoints } from '@actionary/database';
import type { Resolvers } from '../../../generated/resolvers-types.ts';
import { pageRequest, toConnection } from '../../shared/graphql/connection.ts';
import { toGlobalId } from '../../shared/graphql/global-id.ts';
import { inputKey, settle, toDeletePayload } from '../../shared/graphql/result.ts';
import { messageIdOf } from './deliver.ts';
import {
  addEndpoint,
  changeEndpoint,
  deliveryFilter,
  previewReplay,
  replay,
  rotateSecret,
  sendAgain,
  testEndpoint,
} from './webhooks.service.ts';

export const webhookResolvers: Resolvers = {
  Query: {
    changeTypes: () => [...CHANGE_TYPES],
    webhookEndpoints: (_, __, { db }) => listWebhookEndpoints(db),
    deliveries: async (_, args, { db }) =>
      toConnection(await listDeliveries(db, deliveryFilter(args.filter), pageRequest(args)), args),
    previewWebhookReplay: (_, { input }, context) => previewReplay(context, input),
  },
  Mutation: {
    createWebhookEndpoint: (_, { input }, context) => addEndpoint(context, input),
    updateWebhookEndpoint: (_, { input }, context) => changeEndpoint(context, input),
    rotateWebhookSecret: (_, { id }, context) => rotateSecret(context, id),
    deleteWebhookEndpoint: async (_, { id }, { db }) =>
      toDeletePayload(id, await settle(async () => deleteWebhookEndpoint(db, inputKey('WebhookEndpoint', id, 'id')))),
    testWebhookEndpoint: (_, { id }, context) => testEndpoint(context, id),
    retryDelivery: (_, { id }, context) => sendAgain(context, id),
    replayWebhook: (_, { input }, context) => replay(context, input),
  },
  WebhookEndpoint: {
    id: ({ id }) => toGlobalId('WebhookEndpoint', id),
    isEnabled: ({ disabledReason }) => disabledReason === null,
  },
  Delivery: {
    id: ({ id }) => toGlobalId('Delivery', id),
    endpoint: async ({ endpointId }, _, { loaders }) => (await loaders.webhookEndpoint.load(endpointId))!,
    messageId: messageIdOf,
    change: ({ changeId }, _, { loaders }) => (changeId === null ? null : loaders.change.load(String(changeId))),
    nextAttemptAt: ({ state, dueAt }) => (state === 'waiting' ? dueAt : null),
    attempts: ({ id }, _, { loaders }) => loaders.attemptsOfDelivery.load(id),
  },
  DeliveryAttempt: {
    errorKind: ({ error, errorKind }) => (error === null ? null : (errorKind ?? 'other')),
  },
};
