import type { Resolvers } from '../../../generated/resolvers-types.ts';
import { typeNameOf } from '../../shared/graphql/load-node.ts';
import { findByText } from './search.service.ts';

export const searchResolvers: Resolvers = {
  Query: {
    search: async (_, { text, first }, context) => (await findByText(context, text, first)) as never,
  },
  SearchResult: {
    __resolveType: (found) => typeNameOf(found) as never,
  },
};
