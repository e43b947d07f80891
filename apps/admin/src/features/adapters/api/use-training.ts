'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocale } from 'next-intl';
import { TrainAdapterDocument, TrainingReadinessDocument } from '../../../../generated/graphql.ts';
import type { TrainAdapterInput, TrainingReadinessQuery } from '../../../../generated/graphql.ts';
import { readLearningJobs } from '../../../components/use-learning-jobs.ts';
import { graphqlQuery, request } from '../../../lib/graphql.ts';
import { accepted } from '../../../lib/user-errors.ts';

export type Readiness = TrainingReadinessQuery['trainingReadiness'];

/** Whether there are reviews enough. Asked anew at each visit: people review meanwhile. */
export function useReadiness(recipeId: string) {
  const language = useLocale();
  return useQuery({
    ...graphqlQuery(TrainingReadinessDocument, { recipeId, language }),
    staleTime: 0,
    select: ({ trainingReadiness }): Readiness => trainingReadiness,
  });
}

export function useTrainAdapter() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (input: TrainAdapterInput) =>
      accepted((await request(TrainAdapterDocument, { input })).trainAdapter).job,
    onSettled: () => readLearningJobs(client),
  });
}
