'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { EvaluateRecipeDocument } from '../../../../generated/graphql.ts';
import type { EvaluateRecipeInput } from '../../../../generated/graphql.ts';
import { readLearningJobs } from '../../../components/use-learning-jobs.ts';
import { request } from '../../../lib/graphql.ts';
import { accepted } from '../../../lib/user-errors.ts';

export function useEvaluateRecipe() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (input: EvaluateRecipeInput) =>
      accepted((await request(EvaluateRecipeDocument, { input })).evaluateRecipe).job,
    onSettled: () => readLearningJobs(client),
  });
}
