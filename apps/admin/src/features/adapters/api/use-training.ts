'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import { useLocale } from 'next-intl';
import {
  CancelTrainingDocument,
  TrainAdapterDocument,
  TrainingJobsDocument,
  TrainingReadinessDocument,
} from '../../../../generated/graphql.ts';
import type { JobProgressFragment, TrainAdapterInput, TrainingReadinessQuery } from '../../../../generated/graphql.ts';
import { useActiveJobs } from '../../../lib/active-jobs.ts';
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

/** The training that was asked for last, as it goes on; null where there was none. */
export function useLatestTraining(): JobProgressFragment | null {
  const { data } = useQuery(graphqlQuery(TrainingJobsDocument, {}));
  const { jobs: active } = useActiveJobs();
  const isTraining = ({ kind }: JobProgressFragment) => kind === 'train';
  return active.find(isTraining) ?? data?.jobs.nodes.find(isTraining) ?? null;
}

export function isActive({ state }: JobProgressFragment): boolean {
  return state === 'queued' || state === 'running';
}

export function useTrainAdapter() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (input: TrainAdapterInput) =>
      accepted((await request(TrainAdapterDocument, { input })).trainAdapter).job,
    onSettled: () => readJobs(client),
  });
}

export function useCancelTraining() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) => accepted((await request(CancelTrainingDocument, { id })).cancelJob).job,
    onSettled: () => readJobs(client),
  });
}

async function readJobs(client: QueryClient): Promise<void> {
  await Promise.all(['ActiveJobs', 'TrainingJobs'].map((name) => client.invalidateQueries({ queryKey: [name] })));
}
