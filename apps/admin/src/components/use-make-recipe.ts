'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { MakeRecipeDocument } from '../../generated/graphql.ts';
import type { CreateRecipeInput } from '../../generated/graphql.ts';
import { request } from '../lib/graphql.ts';
import { accepted } from '../lib/user-errors.ts';

/** Makes a recipe; recognition then offers it. */
export function useMakeRecipe() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (input: CreateRecipeInput) =>
      accepted((await request(MakeRecipeDocument, { input })).createRecipe).recipe,
    onSuccess: () => client.invalidateQueries({ queryKey: ['RecognitionChoices'] }),
  });
}
