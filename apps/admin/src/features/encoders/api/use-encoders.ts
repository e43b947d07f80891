'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import {
  CancelPullDocument,
  EncoderJobsDocument,
  EncodersDocument,
  PullEncoderDocument,
} from '../../../../generated/graphql.ts';
import type { JobProgressFragment } from '../../../../generated/graphql.ts';
import { useActiveJobs } from '../../../lib/active-jobs.ts';
import { graphqlQuery, request } from '../../../lib/graphql.ts';
import { accepted } from '../../../lib/user-errors.ts';

export function useEncoders() {
  return useQuery(graphqlQuery(EncodersDocument, {}));
}

/** The latest download of each encoder by the encoder's id, as it goes on. */
export function usePulls(): ReadonlyMap<string, JobProgressFragment> {
  const { data } = useQuery(graphqlQuery(EncoderJobsDocument, {}));
  const { jobs: active } = useActiveJobs();
  // Latest first: what comes last in the list is overwritten by what is later in time.
  const known = [...active, ...(data?.jobs.nodes ?? []).filter((job) => !active.some(({ id }) => id === job.id))];
  return new Map(known.toReversed().flatMap((job) => (job.encoder ? [[job.encoder.id, job] as const] : [])));
}

export function isActivePull({ encoder, state }: JobProgressFragment): boolean {
  return encoder !== null && (state === 'queued' || state === 'running');
}

export function usePullEncoder() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) => accepted((await request(PullEncoderDocument, { id })).pullEncoder),
    onSettled: () => readJobs(client),
  });
}

export function useCancelPull() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) => accepted((await request(CancelPullDocument, { id })).cancelJob),
    onSettled: () => readJobs(client),
  });
}

async function readJobs(client: QueryClient): Promise<void> {
  await Promise.all(['ActiveJobs', 'EncoderJobs'].map((name) => client.invalidateQueries({ queryKey: [name] })));
}
