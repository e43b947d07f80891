'use client';

import { useDocumentVisibility } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { ActiveJobsChangesDocument } from '../../../../generated/graphql.ts';
import type { JobProgressFragment } from '../../../../generated/graphql.ts';
import { activeJobsQuery } from '../../../lib/active-jobs.ts';
import { useSubscription } from '../../../lib/subscription.ts';
import { touchedBy } from './touched-by.ts';

/**
 * Keeps the active jobs up to date by events, and what finished jobs have touched: for the one place that is on every
 * page. Hidden pages let their connection go, because browsers have six of them per server.
 */
export function useJobEvents(): void {
  const client = useQueryClient();
  const isVisible = useDocumentVisibility() === 'visible';
  const before = useRef<readonly JobProgressFragment[]>([]);
  useSubscription(ActiveJobsChangesDocument, isVisible ? {} : null, ({ activeJobs }) => {
    client.setQueryData(activeJobsQuery.queryKey, { jobs: { nodes: activeJobs } });
    const ids = new Set(activeJobs.map(({ id }) => id));
    refresh(
      client,
      before.current.filter(({ id }) => !ids.has(id)),
    );
    before.current = activeJobs;
  });
}

function refresh(client: QueryClient, finished: readonly JobProgressFragment[]): void {
  if (finished.length === 0) return;
  void client.invalidateQueries({
    predicate: ({ queryKey: [name] }) => finished.some(({ kind }) => touchedBy(kind, String(name))),
  });
}
