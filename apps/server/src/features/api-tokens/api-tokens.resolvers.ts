import { createApiToken, listApiTokens, revokeApiToken } from '@actionary/database';
import type { Permission } from '@actionary/database';
import type { Resolvers } from '../../../generated/resolvers-types.ts';
import { pageRequest, toConnection } from '../../shared/graphql/connection.ts';
import { toGlobalId } from '../../shared/graphql/global-id.ts';
import { cleanName, inputKey, settle, toPayload } from '../../shared/graphql/result.ts';

export const apiTokenResolvers: Resolvers = {
  Query: {
    apiTokens: async (_, args, { db }) => toConnection(await listApiTokens(db, pageRequest(args)), args),
  },
  Mutation: {
    createApiToken: async (_, { input }, { db, person }) => {
      const { value, userErrors } = await settle(async () => {
        const { permissions, expiresAt = null, requestsPerMinute = null } = input;
        const name = cleanName(input.name, 'name');
        return createApiToken(db, { name, permissions, expiresAt, requestsPerMinute, createdBy: person });
      });
      return { apiToken: value?.apiToken ?? null, secret: value?.secret ?? null, userErrors };
    },
    revokeApiToken: async (_, { id }, { db }) =>
      toPayload('apiToken', await settle(async () => revokeApiToken(db, inputKey('ApiToken', id, 'id')))),
  },
  ApiToken: {
    id: ({ id }) => toGlobalId('ApiToken', id),
    permissions: ({ permissions }) => permissions as Permission[],
  },
};
