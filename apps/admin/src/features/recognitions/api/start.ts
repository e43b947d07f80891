'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { CreateRecipeDocument, StartRecognitionDocument } from '../../../../generated/graphql.ts';
import type { CreateRecipeInput, Priority, StartRecognitionInput } from '../../../../generated/graphql.ts';
import { request } from '../../../lib/graphql.ts';
import { accepted } from '../../../lib/user-errors.ts';

export interface Start {
  /** One that exists, or what makes one. */
  readonly recipe: string | CreateRecipeInput;
  readonly videos: Pick<StartRecognitionInput, 'videoIds' | 'libraryIds' | 'filter'>;
  readonly priority: Priority;
  /** A person publishes the results. */
  readonly isHeld: boolean;
}

/** Makes the recipe where that is needed, and starts it; gives the recognition's id. */
export function useStartRecognition(onStarted: (recognitionId: string) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ recipe, videos, priority, isHeld }: Start) => {
      const recipeId = typeof recipe === 'string' ? recipe : await createRecipe(recipe);
      const publishing = isHeld ? ('byHand' as const) : null;
      const input = { recipeId, priority, publishing, ...videos };
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
