'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import {
  CancelEvaluationDocument,
  EvaluateRecipeDocument,
  EvaluationJobsDocument,
} from '../../../../generated/graphql.ts';
import type { EvaluateRecipeInput, JobProgressFragment } from '../../../../generated/graphql.ts';
import { useActiveJobs } from '../../../lib/active-jobs.ts';
import { graphqlQuery, request } from '../../../lib/graphql.ts';
import { accepted } from '../../../lib/user-errors.ts';

/** The evaluation that was asked for last, as it goes on; null where there was none. */
export function useLatestEvaluationJob(): JobProgressFragment | null {
  const { data } = useQuery(graphqlQuery(EvaluationJobsDocument, {}));
  const { jobs: active } = useActiveJobs();
  const isEvaluation = ({ kind }: JobProgressFragment) => kind === 'evaluate';
  return active.find(isEvaluation) ?? data?.jobs.nodes.find(isEvaluation) ?? null;
}

export function useEvaluateRecipe() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (input: EvaluateRecipeInput) =>
      accepted((await request(EvaluateRecipeDocument, { input })).evaluateRecipe).job,
    onSettled: () => readJobs(client),
  });
}

export function useCancelEvaluation() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) => accepted((await request(CancelEvaluationDocument, { id })).cancelJob).job,
    onSettled: () => readJobs(client),
  });
}

async function readJobs(client: QueryClient): Promise<void> {
  await Promise.all(['ActiveJobs', 'EvaluationJobs'].map((name) => client.invalidateQueries({ queryKey: [name] })));
}
