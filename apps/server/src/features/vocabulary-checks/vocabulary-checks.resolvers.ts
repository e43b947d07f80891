import type { Resolvers } from '../../../generated/resolvers-types.ts';
import { toPayload } from '../../shared/graphql/result.ts';
import { checkConcept } from './check-concept.ts';
import { findConfusable } from './confusable-concepts.ts';
import { checkPromptsOfVersion, checksOfVersion } from './vocabulary-checks.service.ts';

export const vocabularyCheckResolvers: Resolvers = {
  Query: {
    checkConcept: async (_, { input }, context) => {
      const { value, userErrors } = await checkConcept(context, input);
      return { ...(value ?? { checks: null, nearest: null }), userErrors };
    },
    checkPrompts: async (_, { input }, context) => toPayload('checks', await checkPromptsOfVersion(context, input)),
    confusableConcepts: async (_, { input }, context) => {
      const { value, userErrors } = await findConfusable(context, input);
      return { ...(value ?? { pairs: null, totalCount: null, matrix: null }), userErrors };
    },
  },
  VocabularyVersion: {
    checks: async ({ id }, _, { loaders }) =>
      checksOfVersion({
        version: (await loaders.vocabularyVersion.load(id))!,
        concepts: await loaders.conceptsOfVersion.load(id),
      }),
  },
};
