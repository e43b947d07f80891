import type { Resolvers } from '../../../generated/resolvers-types.ts';
import { changeData, subjectOf } from '../../shared/changes/change-data.ts';
import { toGlobalId } from '../../shared/graphql/global-id.ts';
import { loadByKey } from '../../shared/graphql/load-node.ts';
import { changeCursor, changePage, watchChanges } from './changes.service.ts';

export const changeResolvers: Resolvers = {
  Query: {
    changes: (_, args, { db }) => changePage(db, args),
    changeCursor: (_, __, { db }) => changeCursor(db),
  },
  Subscription: {
    changes: {
      subscribe: (_, args, context) => watchChanges(context, args) as never,
      resolve: (edge: unknown) => edge as never,
    },
  },
  Change: {
    id: ({ id }) => toGlobalId('Change', String(id)),
    sequence: ({ sequence }) => Number(sequence),
    subjectId: (change) => {
      const { type, key } = subjectOf(change);
      return toGlobalId(type, key);
    },
    subject: (change, _, { loaders }) => {
      const { type, key } = subjectOf(change);
      return loadByKey(type, key, loaders) as never;
    },
    data: changeData,
  },
};
