'use client';

import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocale } from 'next-intl';
import {
  AdapterPageDocument,
  AdaptersDocument,
  AdaptersInUseDocument,
  RollBackRecognitionDocument,
} from '../../../../generated/graphql.ts';
import type { AdapterPageQuery } from '../../../../generated/graphql.ts';
import { graphqlQuery, request } from '../../../lib/graphql.ts';
import { accepted } from '../../../lib/user-errors.ts';
import { resultStacks } from '../model/result-stacks.ts';
import type { PublishedResults } from '../model/result-stacks.ts';

/** An adapter with its report. */
export type ReportedAdapter = Extract<NonNullable<AdapterPageQuery['node']>, { readonly type: 'Adapter' }>;

/** Latest first. */
export function useAdapters() {
  return useInfiniteQuery({
    queryKey: ['Adapters'],
    queryFn: ({ pageParam, signal }) => request(AdaptersDocument, { after: pageParam }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ adapters: { pageInfo } }) => (pageInfo.hasNextPage ? pageInfo.endCursor : null),
  });
}

/** Null where there is no such adapter. */
export function useAdapter(id: string) {
  const language = useLocale();
  return useQuery({
    ...graphqlQuery(AdapterPageDocument, { id, language }),
    select: ({ node }): ReportedAdapter | null => (node?.type === 'Adapter' ? node : null),
  });
}

/** Which results readers see where adapters are among them, and what is under them. */
export function useResultStacks() {
  return useQuery({
    ...graphqlQuery(AdaptersInUseDocument, {}),
    refetchOnMount: 'always',
    select: ({ publications }) => resultStacks(publications.nodes),
  });
}

/** Takes published results away, the uppermost first, so that those under them are seen again. */
export function useTakeAway() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (layers: readonly PublishedResults[]) => {
      for (const { recognition } of layers)
        accepted((await request(RollBackRecognitionDocument, { id: recognition.id })).rollBackRecognition);
    },
    // Of several some may have gone before one is refused.
    onSettled: () => client.invalidateQueries(),
  });
}
