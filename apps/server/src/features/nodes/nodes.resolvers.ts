import type { Resolvers } from '../../../generated/resolvers-types.ts';
import type { Context } from '../../context.ts';
import { MAX_FIRST } from '../../shared/graphql/connection.ts';
import { keyOf } from '../../shared/graphql/global-id.ts';
import { loadNode, typeNameOf } from '../../shared/graphql/load-node.ts';
import type { TypedNode } from '../../shared/graphql/load-node.ts';
import { badUserInput } from '../../shared/graphql/result.ts';

export const nodeResolvers: Resolvers = {
  Query: {
    node: async (_, { id }, context) => (await readNode(id, context)) as never,
    nodes: (_, { ids }, context) => {
      if (ids.length > MAX_FIRST) throw badUserInput(`ids: at most ${MAX_FIRST}`);
      return Promise.all(ids.map((id) => readNode(id, context))) as never;
    },
  },
  Node: {
    __resolveType: typeNameOf,
  },
};

/** As {@link loadNode}; who reads a version by its id pins it. */
async function readNode(id: string, { loaders, noteReading }: Context): Promise<TypedNode | null> {
  const node = await loadNode(id, loaders);
  if (node?.__typename === 'VocabularyVersion')
    noteReading((await loaders.vocabularyVersion.load(keyOf('VocabularyVersion', id)!))!, 'pins');
  return node;
}
