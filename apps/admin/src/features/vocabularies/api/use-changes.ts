'use client';

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { ConceptHistoryDocument, DraftChangesDocument } from '../../../../generated/graphql.ts';
import type { ChangeFieldsFragment, FieldChangeFieldsFragment } from '../../../../generated/graphql.ts';
import { request } from '../../../lib/graphql.ts';

export type Change = ChangeFieldsFragment;
export type FieldChange = FieldChangeFieldsFragment;

/** The steps of a draft, latest first, those taken back too. Read again with every revision. */
export function useDraftChanges(versionId: string, revision: number) {
  return useInfiniteQuery({
    queryKey: ['DraftChanges', versionId, revision],
    queryFn: async ({ pageParam: after, signal }) => {
      const { node } = await request(DraftChangesDocument, { id: versionId, after }, { signal });
      if (node?.type !== 'VocabularyVersion') throw new Error('there is no such version');
      return node.changes;
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ pageInfo }) => (pageInfo.hasNextPage ? pageInfo.endCursor : null),
    placeholderData: keepPreviousData,
    select: ({ pages }) => pages.flatMap(({ nodes }) => nodes),
  });
}

/** The steps that touched a concept, in all versions, latest first. */
export function useConceptHistory(conceptId: string | undefined, revision: number) {
  return useInfiniteQuery({
    queryKey: ['ConceptHistory', conceptId, revision],
    queryFn: async ({ pageParam: after, signal }) => {
      const { node } = await request(ConceptHistoryDocument, { id: conceptId ?? '', after }, { signal });
      if (node?.type !== 'Concept') throw new Error('there is no such concept');
      return node.history;
    },
    enabled: conceptId !== undefined,
    initialPageParam: null as string | null,
    getNextPageParam: ({ pageInfo }) => (pageInfo.hasNextPage ? pageInfo.endCursor : null),
    select: ({ pages }) => pages.flatMap(({ nodes }) => nodes),
  });
}
