'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { CalibrateRecipeDocument } from '../../../../generated/graphql.ts';
import type { CalibrateRecipeInput } from '../../../../generated/graphql.ts';
import { readLearningJobs } from '../../../components/use-learning-jobs.ts';
import { request } from '../../../lib/graphql.ts';
import { accepted } from '../../../lib/user-errors.ts';

export function useCalibrate() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (input: CalibrateRecipeInput) =>
      accepted((await request(CalibrateRecipeDocument, { input })).calibrateRecipe).job,
    onSettled: () => readLearningJobs(client),
  });
}
