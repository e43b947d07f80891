import type { Resolvers } from '../../../generated/resolvers-types.ts';
import { MAX_FIRST } from '../../shared/connection.ts';
import { loadNode, typeNameOf } from '../../shared/load-node.ts';
import { badUserInput } from '../../shared/result.ts';

export const nodeResolvers: Resolvers = {
  Query: {
    node: async (_, { id }, { loaders }) => (await loadNode(id, loaders)) as never,
    nodes: (_, { ids }, { loaders }) => {
      if (ids.length > MAX_FIRST) throw badUserInput(`ids: at most ${MAX_FIRST}`);
      return Promise.all(ids.map((id) => loadNode(id, loaders))) as never;
    },
  },
  Node: {
    __resolveType: typeNameOf,
  },
};
