import {
  createEquipmentNode,
  deleteEquipmentNode,
  findEquipmentNode,
  listEquipmentNodes,
  updateEquipmentNode,
  upsertEquipmentNode,
} from '@actionary/database';
import type { Resolvers } from '../../../generated/resolvers-types.ts';
import { toGlobalId } from '../../shared/graphql/global-id.ts';
import { inputKey, settle, toDeletePayload, toPayload, toUpsertPayload } from '../../shared/graphql/result.ts';
import { namedNode, nodeChanges, nodeInput, warningsOf } from './equipment-nodes.service.ts';

export const equipmentNodeResolvers: Resolvers = {
  Query: {
    equipmentNode: (_, { externalId }, { db }) => findEquipmentNode(db, externalId.trim()),
    equipmentNodes: async (_, { rootsOnly }, { db }) => {
      const nodes = await listEquipmentNodes(db);
      return rootsOnly ? nodes.filter(({ parentId }) => parentId === null) : nodes;
    },
  },
  Mutation: {
    createEquipmentNode: async (_, { input }, { db }) =>
      toPayload('equipmentNode', await settle(async () => createEquipmentNode(db, nodeInput(input)))),
    updateEquipmentNode: async (_, { input }, { db }) => {
      const change = async () => updateEquipmentNode(db, inputKey('EquipmentNode', input.id, 'id'), nodeChanges(input));
      return toPayload('equipmentNode', await settle(change));
    },
    upsertEquipmentNode: async (_, { input }, { db }) =>
      toUpsertPayload('equipmentNode', await settle(async () => upsertEquipmentNode(db, namedNode(input)))),
    deleteEquipmentNode: async (_, { id }, { db }) =>
      toDeletePayload(id, await settle(async () => deleteEquipmentNode(db, inputKey('EquipmentNode', id, 'id')))),
  },
  EquipmentNode: {
    id: ({ id }) => toGlobalId('EquipmentNode', id),
    parent: ({ parentId }, _, { loaders }) => (parentId ? loaders.equipmentNode.load(parentId) : null),
    path: ({ id }, _, { loaders }) => loaders.pathOfNode.load(id),
    children: ({ id }, _, { loaders }) => loaders.childrenOfNode.load(id),
    warnings: async ({ level, parentId }, _, { loaders }) =>
      parentId ? warningsOf(level, (await loaders.equipmentNode.load(parentId))!.level) : [],
    libraries: ({ id }, _, { loaders }) => loaders.librariesOfNode.load(id),
  },
};
