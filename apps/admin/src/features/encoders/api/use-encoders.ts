'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import {
  CancelPullDocument,
  EncoderJobsDocument,
  EncodersDocument,
  PullEncoderDocument,
} from '../../../../generated/graphql.ts';
import type { EncoderJobFragment } from '../../../../generated/graphql.ts';
import { graphqlQuery, request } from '../../../lib/graphql.ts';
import { accepted } from '../../../lib/user-errors.ts';

const BUSY_MS = 700;

export function useEncoders() {
  return useQuery(graphqlQuery(EncodersDocument, {}));
}

/** The latest download of each encoder by the encoder's id; followed while one runs. */
export function usePulls(): ReadonlyMap<string, EncoderJobFragment> {
  const client = useQueryClient();
  const { data } = useQuery({
    ...graphqlQuery(EncoderJobsDocument, {}),
    refetchInterval: ({ state }) => (state.data?.jobs.nodes.some(isActivePull) ? BUSY_MS : false),
  });
  const jobs = data?.jobs.nodes ?? [];
  const active = jobs
    .filter(isActivePull)
    .map(({ id }) => id)
    .join();
  useEffect(() => {
    void client.invalidateQueries({ queryKey: ['Encoders'] });
  }, [client, active]);
  // Latest first: what comes last in the list is overwritten by what is later in time.
  return new Map(jobs.toReversed().flatMap((job) => (job.encoder ? [[job.encoder.id, job] as const] : [])));
}

export function isActivePull({ encoder, state }: EncoderJobFragment): boolean {
  return encoder !== null && (state === 'queued' || state === 'running');
}

export function usePullEncoder() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) => accepted((await request(PullEncoderDocument, { id })).pullEncoder),
    onSettled: () => client.invalidateQueries({ queryKey: ['EncoderJobs'] }),
  });
}

export function useCancelPull() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) => accepted((await request(CancelPullDocument, { id })).cancelJob),
    onSettled: () => client.invalidateQueries({ queryKey: ['EncoderJobs'] }),
  });
}
