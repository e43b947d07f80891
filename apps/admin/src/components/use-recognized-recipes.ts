'use client';

import { useQuery } from '@tanstack/react-query';
import { RecognizedRecipesDocument } from '../../generated/graphql.ts';
import type { RecognizedRecipesQuery } from '../../generated/graphql.ts';
import { graphqlQuery } from '../lib/graphql.ts';

export type RecognizedRecipe = RecognizedRecipesQuery['recognitions']['nodes'][number]['recipe'];

/** Recipes that have recognised something, those used last first. */
export function useRecognizedRecipes() {
  return useQuery({
    ...graphqlQuery(RecognizedRecipesDocument, {}),
    select: ({ recognitions }): RecognizedRecipe[] => {
      const used = recognitions.nodes.filter(({ succeededCount }) => succeededCount > 0);
      return [...new Map(used.map(({ recipe }) => [recipe.id, recipe])).values()];
    },
  });
}
