import { deleteVideoLibrary, listVideoLibraries } from '@actionary/database';
import type { Resolvers } from '../../../generated/resolvers-types.ts';
import { pageRequest, toConnection } from '../../shared/connection.ts';
import { toGlobalId } from '../../shared/global-id.ts';
import { inputKey, settle, toDeletePayload } from '../../shared/result.ts';
import { addLibrary, scanLibrary, toLibraryPayload } from './video-libraries.service.ts';

export const videoLibraryResolvers: Resolvers = {
  Query: {
    videoLibraries: async (_, args, { db }) => toConnection(await listVideoLibraries(db, pageRequest(args)), args),
  },
  Mutation: {
    createVideoLibrary: async (_, { input }, context) => toLibraryPayload(await addLibrary(context, input)),
    scanVideoLibrary: async (_, { id }, context) => toLibraryPayload(await scanLibrary(context, id)),
    deleteVideoLibrary: async (_, { id }, { db }) =>
      toDeletePayload(id, await settle(async () => deleteVideoLibrary(db, inputKey('VideoLibrary', id, 'id')))),
  },
  VideoLibrary: {
    id: ({ id }) => toGlobalId('VideoLibrary', id),
    equipmentNode: async ({ equipmentNodeId }, _, { loaders }) => (await loaders.equipmentNode.load(equipmentNodeId))!,
    videos: async ({ id }, args, { loaders }) =>
      toConnection(await loaders.videosOfLibrary.load({ key: id, args: pageRequest(args) }), args),
    videoCount: async ({ id }, _, { loaders }) => (await loaders.totalsOfLibrary.load(id)).videoCount,
    durationMs: async ({ id }, _, { loaders }) => (await loaders.totalsOfLibrary.load(id)).durationMs,
    lastScan: async ({ id }, _, { loaders }) =>
      (await loaders.jobsOfLibrary.load({ key: id, args: { first: 1 } })).nodes[0] ?? null,
  },
};
