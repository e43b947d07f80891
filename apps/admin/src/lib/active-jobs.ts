'use client';

import { useQuery } from '@tanstack/react-query';
import { ActiveJobsDocument } from '../../generated/graphql.ts';
import type { JobProgressFragment } from '../../generated/graphql.ts';
import { graphqlQuery } from './graphql.ts';

export const activeJobsQuery = graphqlQuery(ActiveJobsDocument, {});

/** In case that events do not come through, for instance because of a proxy. */
const POLL_MS = 15_000;

const NONE: readonly JobProgressFragment[] = [];

/** The jobs that wait or run, as they change: the shell keeps them up to date by events. */
export function useActiveJobs() {
  const query = useQuery({ ...activeJobsQuery, refetchInterval: POLL_MS });
  return { query, jobs: query.data?.jobs.nodes ?? NONE };
}
