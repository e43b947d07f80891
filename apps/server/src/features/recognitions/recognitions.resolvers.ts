import { listRecognitions } from '@actionary/database';
import type { Resolvers } from '../../../generated/resolvers-types.ts';
import { pageRequest, toConnection } from '../../shared/graphql/connection.ts';
import { toFailure } from '../../shared/graphql/failure.ts';
import { toGlobalId } from '../../shared/graphql/global-id.ts';
import { toPayload } from '../../shared/graphql/result.ts';
import { stopRecognition, startRecognition } from './recognitions.service.ts';
import { paceOfRecognition, watchRecognition } from './recognition-progress.ts';

export const recognitionResolvers: Resolvers = {
  Query: {
    recognitions: async (_, { state, ...args }, { db }) =>
      toConnection(await listRecognitions(db, pageRequest(args), state ? { state } : {}), args),
  },
  Mutation: {
    startRecognition: async (_, { input }, context) => toPayload('recognition', await startRecognition(context, input)),
    cancelRecognition: async (_, { id }, context) => toPayload('recognition', await stopRecognition(context, id)),
  },
  Subscription: {
    recognitionProgress: {
      subscribe: (_, { id }, context) => watchRecognition(context, id),
      resolve: (recognition: unknown) => recognition as never,
    },
  },
  Recognition: {
    id: ({ id }) => toGlobalId('Recognition', id),
    recipe: async ({ recipeId }, _, { loaders }) => (await loaders.recipe.load(recipeId))!,
    progress: (recognition) => paceOfRecognition(recognition).progress,
    etaMs: (recognition) => paceOfRecognition(recognition).etaMs,
    videos: async ({ id }, args, { loaders }) =>
      toConnection(await loaders.videosOfRecognition.load({ key: id, args: pageRequest(args) }), args),
  },
  RecognitionVideo: {
    id: ({ id }) => toGlobalId('RecognitionVideo', id),
    recognition: async ({ recognitionId }, _, { loaders }) => (await loaders.recognition.load(recognitionId))!,
    video: async ({ videoId }, _, { loaders }) => (await loaders.video.load(videoId))!,
    error: toFailure,
    segments: ({ id }, { fromMs, toMs }, { loaders }) => {
      const args = { ...(fromMs == null ? {} : { fromMs }), ...(toMs == null ? {} : { toMs }) };
      return loaders.segmentsOf.load({ key: id, args });
    },
  },
};
