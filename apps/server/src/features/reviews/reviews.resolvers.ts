import { countReviewQueue, listReviewQueue, listReviews } from '@actionary/database';
import type { Resolvers } from '../../../generated/resolvers-types.ts';
import { pageRequest, toConnection } from '../../shared/graphql/connection.ts';
import { contentsOfReview } from '../../shared/concepts/version-concepts.ts';
import { toGlobalId } from '../../shared/graphql/global-id.ts';
import { argumentKey, toPayload } from '../../shared/graphql/result.ts';
import { nextReviews } from './propose-reviews.ts';
import { candidatesOf, recordDecisions, recordReviews, reviewsOfVideo, takeBack } from './reviews.service.ts';

export const reviewResolvers: Resolvers = {
  Query: {
    reviews: async (_, { vocabularyId, ...args }, { db }) => {
      const key = argumentKey('Vocabulary', vocabularyId, 'vocabularyId');
      return toConnection(await listReviews(db, key, pageRequest(args)), args);
    },
    reviewProposals: (_, { recipeId, first }, context) => nextReviews(context, { recipeId, first: first ?? 20 }),
    reviewQueue: async (_, { vocabularyId, ...args }, { db }) => {
      const key = vocabularyId ? argumentKey('Vocabulary', vocabularyId, 'vocabularyId') : null;
      const page = await listReviewQueue(db, key, pageRequest(args));
      return { ...toConnection(page, args), countAll: () => countReviewQueue(db, key) };
    },
  },
  Mutation: {
    createReviews: async (_, { reviews, replacesIds }, context) =>
      toPayload('reviews', await recordReviews(context, reviews, replacesIds ?? [])),
    withdrawReviews: async (_, { ids }, context) => toPayload('withdrawnIds', await takeBack(context, ids)),
    decideReviews: async (_, { decisions }, context) => toPayload('items', await recordDecisions(context, decisions)),
  },
  Video: {
    reviews: (video, args, { loaders }) => reviewsOfVideo(video, { ...args, areInstants: false }, loaders),
    instants: (video, args, { loaders }) => reviewsOfVideo(video, { ...args, areInstants: true }, loaders),
  },
  Review: {
    id: ({ id }) => toGlobalId('Review', id),
    video: ({ contentSha256 }, _, { loaders }) => loaders.videoOfContent.load(contentSha256),
    vocabulary: async ({ vocabularyId }, _, { loaders }) => (await loaders.vocabulary.load(vocabularyId))!,
    concept: ({ conceptId }, _, { loaders }) => (conceptId === null ? null : loaders.concept.load(conceptId)),
    currentContents: (review, _, { loaders }) => contentsOfReview(review, loaders),
  },
  ReviewQueueItem: {
    id: ({ id }) => toGlobalId('ReviewQueueItem', id),
    review: async ({ reviewId }, _, { loaders }) => (await loaders.review.load(reviewId))!,
    version: async ({ versionId }, _, { loaders }) => (await loaders.vocabularyVersion.load(versionId))!,
    candidates: (item, _, { loaders }) => candidatesOf(item, loaders),
    decided: ({ decidedConceptId }, _, { loaders }) =>
      decidedConceptId === null ? null : loaders.concept.load(decidedConceptId),
  },
  ReviewQueueItemConnection: {
    totalCount: ({ countAll }) => countAll(),
  },
};
