import type { Resolvers } from '../../../generated/resolvers-types.ts';
import { searchMoments } from './moments.service.ts';

const REFUSED = {
  moments: null,
  prompts: null,
  windowCount: null,
  unembeddedVideoCount: null,
  distribution: null,
};

export const momentResolvers: Resolvers = {
  Query: {
    findMoments: async (_, { input }, context) => {
      const { value, userErrors } = await searchMoments(context, input);
      return { ...(value ?? REFUSED), userErrors };
    },
  },
};
