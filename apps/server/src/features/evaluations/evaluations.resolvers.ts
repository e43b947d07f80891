import { listEvaluations } from '@actionary/database';
import type { EvaluationProtocol } from '@actionary/database';
import type { Resolvers } from '../../../generated/resolvers-types.ts';
import { currentContents } from '../../shared/concepts/version-concepts.ts';
import { pageRequest, toConnection } from '../../shared/graphql/connection.ts';
import { toGlobalId } from '../../shared/graphql/global-id.ts';
import { argumentKey, toPayload } from '../../shared/graphql/result.ts';
import { reportOf } from './evaluation-report.ts';
import { evaluateRecipe } from './evaluations.service.ts';
import { pilotReport } from './pilot-report.ts';

const REPORTS = {
  baseToNovel: 'BaseToNovelReport',
  fewShot: 'FewShotReport',
  confusion: 'ConfusionReport',
  crossLibrary: 'CrossLibraryReport',
  timeline: 'TimelineReport',
  robustness: 'RobustnessReport',
} as const satisfies Record<EvaluationProtocol, string>;

export const evaluationResolvers: Resolvers = {
  Query: {
    evaluations: async (_, { recipeId, protocol, ...args }, { db }) => {
      const key = recipeId ? argumentKey('Recipe', recipeId, 'recipeId') : null;
      return toConnection(
        await listEvaluations(db, { recipeId: key, protocol: protocol ?? null }, pageRequest(args)),
        args,
      );
    },
    pilotReport: (_, { adapterId }, context) => pilotReport(context, adapterId),
  },
  Mutation: {
    evaluateRecipe: async (_, { input }, context) => toPayload('job', await evaluateRecipe(context, input)),
  },
  Evaluation: {
    id: ({ id }) => toGlobalId('Evaluation', id),
    vocabulary: async ({ vocabularyId }, _, { loaders }) => (await loaders.vocabulary.load(vocabularyId))!,
    recipe: async ({ recipeId }, _, { loaders }) => (await loaders.recipe.load(recipeId))!,
    report: (evaluation) => reportOf(evaluation) as never,
  },
  EvaluationReport: {
    __resolveType: ({ protocol }) => REPORTS[protocol],
  },
  LibraryPair: {
    fromLibrary: async ({ fromLibrary }, _, { loaders }) => (await loaders.videoLibrary.load(fromLibrary)) ?? null,
    toLibrary: async ({ toLibrary }, _, { loaders }) => (await loaders.videoLibrary.load(toLibrary)) ?? null,
  },
  ConfusedConcept: {
    contents: ({ conceptId }, _, { loaders }) => currentContents(conceptId, loaders),
  },
};
