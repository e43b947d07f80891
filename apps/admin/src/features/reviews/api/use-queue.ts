'use client';

import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useLocale } from 'next-intl';
import {
  QueueProbabilitiesDocument,
  QueueVocabulariesDocument,
  ReviewQueueDocument,
} from '../../../../generated/graphql.ts';
import type { QueueItemFragment } from '../../../../generated/graphql.ts';
import { allPages } from '../../../lib/all-pages.ts';
import { graphqlQuery, request } from '../../../lib/graphql.ts';

const PAGE_SIZE = 50;

/** Reviews that wait for a decision, oldest first, page by page. */
export function useQueue(vocabularyId: string | null) {
  const language = useLocale();
  return useInfiniteQuery({
    queryKey: ['ReviewQueue', { vocabularyId, language }],
    // What is decided here stays in sight until the page is opened again.
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    queryFn: async ({ pageParam: after, signal }) =>
      (await request(ReviewQueueDocument, { vocabularyId, first: PAGE_SIZE, after, language }, { signal })).reviewQueue,
    initialPageParam: null as string | null,
    getNextPageParam: ({ pageInfo: { hasNextPage, endCursor } }) => (hasNextPage ? endCursor : null),
    select: ({ pages }): Queue => ({
      items: pages.flatMap(({ nodes }) => nodes),
      totalCount: pages[0]?.totalCount ?? 0,
    }),
  });
}

export interface Queue {
  /** As far as they are loaded. */
  readonly items: readonly QueueItemFragment[];
  /** When the first page was loaded. */
  readonly totalCount: number;
}

export function useQueueVocabularies() {
  return useQuery({
    ...graphqlQuery(QueueVocabulariesDocument, {}),
    select: ({ vocabularies }) => vocabularies.nodes,
  });
}

/** Candidates of all that wait, on all pages. */
export function useQueueProbabilities(vocabularyId: string | null) {
  return useQuery({
    queryKey: ['QueueProbabilities', { vocabularyId }],
    staleTime: 0,
    gcTime: 0,
    queryFn: ({ signal }) =>
      allPages(
        async (after) => (await request(QueueProbabilitiesDocument, { vocabularyId, after }, { signal })).reviewQueue,
      ),
  });
}
