import { listAccounts } from '@actionary/database';
import type { Resolvers } from '../../../generated/resolvers-types.ts';
import { toGlobalId } from '../../shared/graphql/global-id.ts';
import { inviteAgain, inviteSomebody, removeAccount, updateSomebody } from './accounts.service.ts';

export const accountResolvers: Resolvers = {
  Query: {
    viewer: (_, __, { viewer }) => viewer,
    accounts: (_, __, { db }) => listAccounts(db),
  },
  Mutation: {
    inviteAccount: (_, { input }, { db }) => inviteSomebody(db, input),
    renewInvitation: (_, { id }, { db }) => inviteAgain(db, id),
    updateAccount: (_, { input }, { db }) => updateSomebody(db, input),
    deleteAccount: (_, { id }, { db }) => removeAccount(db, id),
  },
  Viewer: {
    permissions: ({ permissions }) => [...permissions],
    email: ({ account }) => account?.email ?? null,
    role: ({ account }) => account?.role ?? null,
  },
  Account: {
    id: ({ id }) => toGlobalId('Account', id),
    lastSeenAt: ({ id }, _, { loaders }) => loaders.lastSeenOfAccount.load(id),
    isInvited: ({ id }, _, { loaders }) => loaders.isInvited.load(id),
  },
};
