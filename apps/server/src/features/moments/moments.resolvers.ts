import type { Resolvers } from '../../../generated/resolvers-types.ts';
import { NOTHING_FOUND, searchMoments } from './moments.service.ts';

export const momentResolvers: Resolvers = {
  Query: {
    findMoments: async (_, { input }, context) => {
      const { value, userErrors } = await searchMoments(context, input);
      return { ...(value ?? NOTHING_FOUND), userErrors };
    },
  },
};
