'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import {
  CalibrateRecipeDocument,
  CalibrationJobsDocument,
  CancelCalibrationDocument,
} from '../../../../generated/graphql.ts';
import type { CalibrateRecipeInput, JobProgressFragment } from '../../../../generated/graphql.ts';
import { useActiveJobs } from '../../../lib/active-jobs.ts';
import { graphqlQuery, request } from '../../../lib/graphql.ts';
import { accepted } from '../../../lib/user-errors.ts';

/** The calibration that was asked for last, as it goes on; null where there was none. */
export function useLatestCalibrating(): JobProgressFragment | null {
  const { data } = useQuery(graphqlQuery(CalibrationJobsDocument, {}));
  const { jobs: active } = useActiveJobs();
  const isOurs = ({ kind }: JobProgressFragment) => kind === 'calibrate';
  return active.find(isOurs) ?? data?.jobs.nodes.find(isOurs) ?? null;
}

export function isActive({ state }: JobProgressFragment): boolean {
  return state === 'queued' || state === 'running';
}

export function useCalibrate() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (input: CalibrateRecipeInput) =>
      accepted((await request(CalibrateRecipeDocument, { input })).calibrateRecipe).job,
    onSettled: () => readJobs(client),
  });
}

export function useCancelCalibrating() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) => accepted((await request(CancelCalibrationDocument, { id })).cancelJob).job,
    onSettled: () => readJobs(client),
  });
}

async function readJobs(client: QueryClient): Promise<void> {
  await Promise.all(['ActiveJobs', 'CalibrationJobs'].map((name) => client.invalidateQueries({ queryKey: [name] })));
}
