import { listAdapters } from '@actionary/database';
import type { AdapterRefusal, Resolvers } from '../../../generated/resolvers-types.ts';
import { currentContents } from '../../shared/concepts/version-concepts.ts';
import { pageRequest, toConnection } from '../../shared/graphql/connection.ts';
import { toGlobalId } from '../../shared/graphql/global-id.ts';
import { argumentKey, toPayload } from '../../shared/graphql/result.ts';
import { reportOf } from './adapter-report.ts';
import { trainAdapter, trainingReadiness } from './adapters.service.ts';

export const adapterResolvers: Resolvers = {
  Query: {
    adapters: async (_, { vocabularyId, ...args }, { db }) => {
      const key = vocabularyId ? argumentKey('Vocabulary', vocabularyId, 'vocabularyId') : null;
      return toConnection(await listAdapters(db, key, pageRequest(args)), args);
    },
    trainingReadiness: (_, { recipeId }, context) => trainingReadiness(context, recipeId),
  },
  Mutation: {
    trainAdapter: async (_, { input }, context) => toPayload('job', await trainAdapter(context, input)),
  },
  Adapter: {
    id: ({ id }) => toGlobalId('Adapter', id),
    vocabulary: async ({ vocabularyId }, _, { loaders }) => (await loaders.vocabulary.load(vocabularyId))!,
    recipe: async ({ recipeId }, _, { loaders }) => (await loaders.recipe.load(recipeId))!,
    concepts: async ({ conceptIds }, _, { loaders }) =>
      (await Promise.all(conceptIds.map((id) => currentContents(id, loaders)))).flat(),
    report: reportOf,
    refusals: ({ refusals }) => refusals as AdapterRefusal[],
  },
  ConceptFigures: {
    contents: ({ conceptId }, _, { loaders }) => currentContents(conceptId, loaders),
  },
};
