'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { VocabulariesDocument } from '../../../../generated/graphql.ts';
import type { VocabularySummaryFragment } from '../../../../generated/graphql.ts';
import { request } from '../../../lib/graphql.ts';

export type Summary = VocabularySummaryFragment;

/** In order of creation, 100 at a time. */
export function useVocabularies(includeArchived: boolean) {
  return useInfiniteQuery({
    queryKey: ['Vocabularies', { includeArchived }],
    queryFn: ({ pageParam: after, signal }) => request(VocabulariesDocument, { after, includeArchived }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ vocabularies: { pageInfo } }) => (pageInfo.hasNextPage ? pageInfo.endCursor : null),
    select: ({ pages }) => pages.flatMap(({ vocabularies }) => vocabularies.nodes),
  });
}
