'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import { CancelLearningDocument, LearningJobsDocument } from '../../generated/graphql.ts';
import type { JobProgressFragment } from '../../generated/graphql.ts';
import { useActiveJobs } from '../lib/active-jobs.ts';
import { graphqlQuery, request } from '../lib/graphql.ts';
import { accepted } from '../lib/user-errors.ts';

/** Jobs that learn from reviews. */
export type LearningKind = 'train' | 'calibrate' | 'evaluate';

/** The job of a kind that was asked for last, as it goes on; null where there was none. */
export function useLatestLearning(kind: LearningKind): JobProgressFragment | null {
  const { data } = useQuery(graphqlQuery(LearningJobsDocument, {}));
  const { jobs: active } = useActiveJobs();
  const isOurs = (job: JobProgressFragment) => job.kind === kind;
  return active.find(isOurs) ?? data?.jobs.nodes.find(isOurs) ?? null;
}

export function isLearning({ state }: JobProgressFragment): boolean {
  return state === 'queued' || state === 'running';
}

export function useCancelLearning() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) => accepted((await request(CancelLearningDocument, { id })).cancelJob).job,
    onSettled: () => readLearningJobs(client),
  });
}

/** After one has been asked for, or cancelled. */
export async function readLearningJobs(client: QueryClient): Promise<void> {
  await Promise.all(['ActiveJobs', 'LearningJobs'].map((name) => client.invalidateQueries({ queryKey: [name] })));
}
