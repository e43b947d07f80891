import { listCalibrations } from '@actionary/database';
import type { Resolvers } from '../../../generated/resolvers-types.ts';
import { currentContents } from '../../shared/concepts/version-concepts.ts';
import { pageRequest, toConnection } from '../../shared/graphql/connection.ts';
import { toGlobalId } from '../../shared/graphql/global-id.ts';
import { argumentKey, toPayload } from '../../shared/graphql/result.ts';
import { calibratedConcepts, reportOf } from './calibration-report.ts';
import { calibrateRecipe } from './calibrations.service.ts';

export const calibrationResolvers: Resolvers = {
  Query: {
    calibrations: async (_, { vocabularyId, ...args }, { db }) => {
      const key = vocabularyId ? argumentKey('Vocabulary', vocabularyId, 'vocabularyId') : null;
      return toConnection(await listCalibrations(db, key, pageRequest(args)), args);
    },
  },
  Mutation: {
    calibrateRecipe: async (_, { input }, context) => toPayload('job', await calibrateRecipe(context, input)),
  },
  Calibration: {
    id: ({ id }) => toGlobalId('Calibration', id),
    vocabulary: async ({ vocabularyId }, _, { loaders }) => (await loaders.vocabulary.load(vocabularyId))!,
    recipe: async ({ recipeId }, _, { loaders }) => (await loaders.recipe.load(recipeId))!,
    concepts: calibratedConcepts,
    report: reportOf,
  },
  CalibratedConcept: {
    contents: ({ conceptId }, _, { loaders }) => currentContents(conceptId, loaders),
  },
};
