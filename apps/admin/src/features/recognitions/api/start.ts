'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { CreateRecipeDocument, StartRecognitionDocument } from '../../../../generated/graphql.ts';
import type { CreateRecipeInput } from '../../../../generated/graphql.ts';
import { request } from '../../../lib/graphql.ts';
import { accepted } from '../../../lib/user-errors.ts';

export interface Start {
  /** One that exists, or what makes one. */
  readonly recipe: string | CreateRecipeInput;
  readonly videoIds: readonly string[];
  readonly libraryIds: readonly string[];
  /** A person publishes the results. */
  readonly isHeld: boolean;
}

/** Makes the recipe where that is needed, and starts it; gives the recognition's id. */
export function useStartRecognition(onStarted: (recognitionId: string) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ recipe, videoIds, libraryIds, isHeld }: Start) => {
      const recipeId = typeof recipe === 'string' ? recipe : await createRecipe(recipe);
      const input = {
        recipeId,
        videoIds: [...videoIds],
        libraryIds: [...libraryIds],
        publishing: isHeld ? ('byHand' as const) : null,
      };
      return accepted((await request(StartRecognitionDocument, { input })).startRecognition).recognition!.id;
    },
    onSuccess: (id) => {
      void client.invalidateQueries({ predicate: ({ queryKey: [name] }) => /Job|Recogni|Video/.test(String(name)) });
      onStarted(id);
    },
  });
}

async function createRecipe(input: CreateRecipeInput): Promise<string> {
  return accepted((await request(CreateRecipeDocument, { input })).createRecipe).recipe!.id;
}
