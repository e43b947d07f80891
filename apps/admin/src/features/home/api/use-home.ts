'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { HomeDocument, HomeJobsDocument, HomeLibrariesDocument } from '../../../../generated/graphql.ts';
import { allPages } from '../../../lib/all-pages.ts';
import { graphqlQuery, request } from '../../../lib/graphql.ts';

const BUSY_MS = 1000;
const IDLE_MS = 5000;

/** All that the page shows but the jobs; read again while recognitions run. */
export function useHome() {
  return useQuery({
    ...graphqlQuery(HomeDocument, {}),
    refetchInterval: ({ state: { data } }) =>
      data?.recognitions.nodes.some(({ state }) => state === 'queued' || state === 'running') ? 2 * BUSY_MS : false,
  });
}

/** Every library's counts, for the figures. */
export function useHomeLibraries() {
  return useQuery({
    queryKey: ['HomeLibraries'],
    queryFn: ({ signal }) =>
      allPages(async (after) => (await request(HomeLibrariesDocument, { after }, { signal })).videoLibraries),
  });
}

/** What runs; when a job begins or ends, the rest of the page is read again. */
export function useHomeJobs() {
  const client = useQueryClient();
  const query = useQuery({
    ...graphqlQuery(HomeJobsDocument, {}),
    refetchInterval: ({ state: { data } }) => (data?.jobs.nodes.length ? BUSY_MS : IDLE_MS),
  });
  const ids = query.data?.jobs.nodes.map(({ id }) => id).join();
  useEffect(() => {
    if (ids === undefined) return;
    void client.invalidateQueries({ queryKey: ['Home'] });
    void client.invalidateQueries({ queryKey: ['HomeLibraries'] });
  }, [client, ids]);
  return query;
}
