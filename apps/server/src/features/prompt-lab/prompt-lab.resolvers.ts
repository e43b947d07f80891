import type { Resolvers } from '../../../generated/resolvers-types.ts';
import { pageRequest } from '../../shared/graphql/connection.ts';
import { toPayload } from '../../shared/graphql/result.ts';
import { comparePrompts } from './compare-prompts.ts';

export const promptLabResolvers: Resolvers = {
  Query: {
    comparePrompts: async (_, { input }, context) => toPayload('comparison', await comparePrompts(context, input)),
  },
  WordedConceptFigures: {
    changes: ({ changes }, args) => changes.slice(0, pageRequest(args).first),
    changeCount: ({ changes }) => changes.length,
  },
  RewordedSpan: {
    video: ({ contentSha256 }, _, { loaders }) => loaders.videoOfContent.load(contentSha256),
  },
};
