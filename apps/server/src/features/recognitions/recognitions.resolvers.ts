import { listRecognitions, prioritizeRecognition, resumeRecognition, retryRecognition } from '@actionary/database';
import type { Database } from '@actionary/database';
import type { Resolvers } from '../../../generated/resolvers-types.ts';
import { pageRequest, toConnection } from '../../shared/graphql/connection.ts';
import { toFailure } from '../../shared/graphql/failure.ts';
import { toGlobalId } from '../../shared/graphql/global-id.ts';
import { toPayload } from '../../shared/graphql/result.ts';
import { estimateRecognition } from './estimate.service.ts';
import { holdRecognition, requeueRecognition, startRecognition, stopRecognition } from './recognitions.service.ts';
import { paceOfRecognition } from '../../shared/queue/recognition-pace.ts';
import { watchRecognition } from './recognition-progress.ts';

export const recognitionResolvers: Resolvers = {
  Query: {
    recognitions: async (_, { state, ...args }, { db }) =>
      toConnection(await listRecognitions(db, pageRequest(args), state ? { state } : {}), args),
    estimateRecognition: async (_, { input }, context) =>
      toPayload('estimate', await estimateRecognition(context, input)),
  },
  Mutation: {
    startRecognition: async (_, { input }, context) => toPayload('recognition', await startRecognition(context, input)),
    cancelRecognition: async (_, { id }, context) => toPayload('recognition', await stopRecognition(context, id)),
    pauseRecognition: async (_, { id }, context) => toPayload('recognition', await holdRecognition(context, id)),
    resumeRecognition: async (_, { id }, context) =>
      toPayload('recognition', await requeueRecognition(context, id, resumeRecognition)),
    retryRecognition: async (_, { id }, context) =>
      toPayload('recognition', await requeueRecognition(context, id, retryRecognition)),
    prioritizeRecognition: async (_, { id, priority }, context) => {
      const change = (db: Database, key: string) => prioritizeRecognition(db, key, priority);
      return toPayload('recognition', await requeueRecognition(context, id, change));
    },
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
    rate: (recognition) => paceOfRecognition(recognition).rate,
    etaMs: (recognition) => paceOfRecognition(recognition).etaMs,
    videos: async ({ id }, args, { loaders }) => {
      const wanted = { ...pageRequest(args), state: args.state ?? null, errorCode: args.errorCode ?? null };
      return toConnection(await loaders.videosOfRecognition.load({ key: id, args: wanted }), args);
    },
    failures: ({ id }, _, { loaders }) => loaders.failuresOfRecognition.load(id),
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
