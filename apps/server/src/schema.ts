import { readFileSync } from 'node:fs';
import { makeExecutableSchema } from '@graphql-tools/schema';
import type { GraphQLSchema } from 'graphql';
import { accountResolvers } from './features/accounts/accounts.resolvers.ts';
import { adapterResolvers } from './features/adapters/adapters.resolvers.ts';
import { apiTokenResolvers } from './features/api-tokens/api-tokens.resolvers.ts';
import { auditResolvers } from './features/audit/audit.resolvers.ts';
import { calibrationResolvers } from './features/calibrations/calibrations.resolvers.ts';
import { annotationResolvers } from './features/annotations/annotations.resolvers.ts';
import { changeResolvers } from './features/changes/changes.resolvers.ts';
import { conceptResolvers } from './features/concepts/concepts.resolvers.ts';
import { encoderResolvers } from './features/encoders/encoders.resolvers.ts';
import { equipmentNodeResolvers } from './features/equipment-nodes/equipment-nodes.resolvers.ts';
import { evaluationResolvers } from './features/evaluations/evaluations.resolvers.ts';
import { jobResolvers } from './features/jobs/jobs.resolvers.ts';
import { momentResolvers } from './features/moments/moments.resolvers.ts';
import { nodeResolvers } from './features/nodes/nodes.resolvers.ts';
import { operatorResolvers } from './features/operators/operators.resolvers.ts';
import { promptLabResolvers } from './features/prompt-lab/prompt-lab.resolvers.ts';
import { promptSetResolvers } from './features/prompt-sets/prompt-sets.resolvers.ts';
import { publicationResolvers } from './features/publications/publications.resolvers.ts';
import { recipeResolvers } from './features/recipes/recipes.resolvers.ts';
import { recognitionComparisonResolvers } from './features/recognition-comparison/recognition-comparison.resolvers.ts';
import { recognitionResolvers } from './features/recognitions/recognitions.resolvers.ts';
import { reviewResolvers } from './features/reviews/reviews.resolvers.ts';
import { searchResolvers } from './features/search/search.resolvers.ts';
import { segmentResolvers } from './features/segments/segments.resolvers.ts';
import { videoLibraryResolvers } from './features/video-libraries/video-libraries.resolvers.ts';
import { videoResolvers } from './features/videos/videos.resolvers.ts';
import { vocabularyCheckResolvers } from './features/vocabulary-checks/vocabulary-checks.resolvers.ts';
import { exchangeResolvers } from './features/vocabularies/exchange/exchange.resolvers.ts';
import { vocabularyResolvers } from './features/vocabularies/vocabularies.resolvers.ts';
import { vocabularyChangeResolvers } from './features/vocabulary-changes/vocabulary-changes.resolvers.ts';
import { webhookResolvers } from './features/webhooks/webhooks.resolvers.ts';
import { workEventResolvers } from './features/work-events/work-events.resolvers.ts';
import { workReportResolvers } from './features/work-reports/work-reports.resolvers.ts';
import { auditMutations } from './shared/audit/audit-mutations.ts';
import { guardSchema } from './shared/access/guard-schema.ts';
import { readAnewAfterChanges } from './shared/graphql/fresh-loaders.ts';
import { DateTime, JSONObject, LanguageTag } from './shared/graphql/scalars.ts';
import { tellEnumValues } from './shared/graphql/told-enums.ts';

/** The contract, as it is written. */
export const CONTRACT = readFileSync(new URL('../../../schema.graphql', import.meta.url), 'utf8');

/** The contract with what carries it out. */
export function createSchema(): GraphQLSchema {
  const schema = makeExecutableSchema({
    typeDefs: CONTRACT,
    resolvers: [
      { DateTime, JSONObject, LanguageTag },
      accountResolvers,
      adapterResolvers,
      annotationResolvers,
      apiTokenResolvers,
      auditResolvers,
      calibrationResolvers,
      changeResolvers,
      conceptResolvers,
      encoderResolvers,
      equipmentNodeResolvers,
      evaluationResolvers,
      exchangeResolvers,
      jobResolvers,
      momentResolvers,
      nodeResolvers,
      operatorResolvers,
      promptLabResolvers,
      promptSetResolvers,
      publicationResolvers,
      recipeResolvers,
      recognitionComparisonResolvers,
      recognitionResolvers,
      reviewResolvers,
      searchResolvers,
      segmentResolvers,
      videoLibraryResolvers,
      videoResolvers,
      vocabularyChangeResolvers,
      vocabularyCheckResolvers,
      vocabularyResolvers,
      webhookResolvers,
      workEventResolvers,
      workReportResolvers,
    ],
    inheritResolversFromInterfaces: false,
  });
  return tellEnumValues(guardSchema(auditMutations(readAnewAfterChanges(schema))));
}
