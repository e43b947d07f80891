import { findVideoLibrary, listVideoLibraries } from '@actionary/database';
import type { Resolvers } from '../../../generated/resolvers-types.ts';
import { pageRequest, toConnection } from '../../shared/graphql/connection.ts';
import { toGlobalId } from '../../shared/graphql/global-id.ts';
import { toDeletePayload, toPayload, toUpsertPayload } from '../../shared/graphql/result.ts';
import { isBucketAddress } from '../../shared/storage/bucket-address.ts';
import { VIDEO_FILE_ENDINGS } from '../../shared/videos/video-file-name.ts';
import { previewRecordedAt } from './dating.service.ts';
import { isOwnFolder } from './own-folder.ts';
import { previewRetention, toRules } from './retention/retention.service.ts';
import { takeRecording } from './recordings/recordings.service.ts';
import { upsertLibrary } from './upsert-library.ts';
import { addLibrary, changeLibrary, removeLibrary, scanLibrary, toLibraryPayload } from './video-libraries.service.ts';

export const videoLibraryResolvers: Resolvers = {
  Query: {
    videoLibraries: async (_, args, { db }) => toConnection(await listVideoLibraries(db, pageRequest(args)), args),
    videoLibrary: (_, { externalId }, { db }) => findVideoLibrary(db, externalId.trim()),
    previewRecordedAt: async (_, args, { db }) => {
      const { value, userErrors } = await previewRecordedAt(db, args);
      return { preview: value, userErrors };
    },
    previewRetention: async (_, args, context) => toPayload('preview', await previewRetention(context, args)),
    uploadLimits: (_, __, { uploadMaxBytes }) => ({
      fileEndings: [...VIDEO_FILE_ENDINGS],
      maxSizeBytes: uploadMaxBytes,
    }),
  },
  Mutation: {
    createVideoLibrary: async (_, { input }, context) => toLibraryPayload(await addLibrary(context, input)),
    updateVideoLibrary: async (_, { input }, context) => {
      const { value, userErrors } = await changeLibrary(context, input);
      return { videoLibrary: value, job: null, userErrors };
    },
    upsertVideoLibrary: async (_, { input }, context) => {
      const upserted = await upsertLibrary(context, input);
      return { ...toUpsertPayload('videoLibrary', upserted), job: upserted.value?.job ?? null };
    },
    registerRecording: async (_, { input }, context) => {
      const registered = await takeRecording(context, input);
      return { ...toUpsertPayload('video', registered), recognition: registered.value?.recognition ?? null };
    },
    scanVideoLibrary: async (_, { id }, context) => toLibraryPayload(await scanLibrary(context, id)),
    deleteVideoLibrary: async (_, { id, deleteFiles }, context) =>
      toDeletePayload(id, await removeLibrary(context, id, { deleteFiles: deleteFiles ?? false })),
  },
  VideoLibrary: {
    id: ({ id }) => toGlobalId('VideoLibrary', id),
    folder: ({ folder }) => (isBucketAddress(folder) ? null : folder),
    bucket: ({ folder }) => (isBucketAddress(folder) ? folder : null),
    isOwnFolder: (library, _, { dataFolder }) => isOwnFolder(library, dataFolder),
    equipmentNode: async ({ equipmentNodeId }, _, { loaders }) => (await loaders.equipmentNode.load(equipmentNodeId))!,
    watchRecipe: async ({ watchRecipeId }, _, { loaders }) =>
      watchRecipeId === null ? null : loaders.recipe.load(watchRecipeId),
    videos: async ({ id }, args, { loaders }) => {
      const page = await loaders.videosOfLibrary.load({ key: id, args: pageRequest(args) });
      const countAll = async () => (await loaders.totalsOfLibrary.load(id)).videoCount;
      return { ...toConnection(page, args), countAll };
    },
    videoCount: async ({ id }, _, { loaders }) => (await loaders.totalsOfLibrary.load(id)).videoCount,
    durationMs: async ({ id }, _, { loaders }) => (await loaders.totalsOfLibrary.load(id)).durationMs,
    lastScan: ({ id }, _, { loaders }) => loaders.lastScanOfLibrary.load(id),
    retention: toRules,
    retentionAppliesAt: ({ rulesApplyAt }) => rulesApplyAt,
    lastExpiry: ({ id }, _, { loaders }) => loaders.lastExpiryOfLibrary.load(id),
  },
};
