'use client';

import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  CreatePromptSetDocument,
  CreatePromptSetVersionDocument,
  PromptSetDocument,
  PromptSetsDocument,
} from '../../../../generated/graphql.ts';
import type {
  CreatePromptSetInput,
  CreatePromptSetVersionInput,
  PromptSetDetailsFragment,
  PromptSetQuery,
  PromptSetsQuery,
} from '../../../../generated/graphql.ts';
import { graphqlQuery, request } from '../../../lib/graphql.ts';
import { accepted } from '../../../lib/user-errors.ts';

export type PromptSet = PromptSetDetailsFragment;
export type PromptSetVersion = PromptSet['versions']['nodes'][number];
export type Summary = PromptSetsQuery['promptSets']['nodes'][number];

/** In order of creation, 100 at a time. */
export function usePromptSets() {
  return useInfiniteQuery({
    queryKey: ['PromptSets'],
    queryFn: ({ pageParam: after, signal }) => request(PromptSetsDocument, { after }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ promptSets: { pageInfo } }) => (pageInfo.hasNextPage ? pageInfo.endCursor : null),
    select: ({ pages }) => pages.flatMap(({ promptSets }) => promptSets.nodes),
  });
}

/** Null where the id names no prompt set. */
export function usePromptSet(id: string | null) {
  return useQuery({
    ...graphqlQuery(PromptSetDocument, { id: id ?? '' }),
    enabled: id !== null,
    select: ({ node }: PromptSetQuery): PromptSet | null => (node?.type === 'PromptSet' ? node : null),
  });
}

function useReload() {
  const queryClient = useQueryClient();
  return async () => {
    await Promise.all(['PromptSets', 'PromptSet'].map((name) => queryClient.invalidateQueries({ queryKey: [name] })));
  };
}

export function useCreatePromptSet() {
  const onSuccess = useReload();
  return useMutation({
    mutationFn: async (input: CreatePromptSetInput) =>
      accepted((await request(CreatePromptSetDocument, { input })).createPromptSet).promptSet,
    onSuccess,
  });
}

/** What others have saved meanwhile is read after a failure, too. */
export function useCreateVersion() {
  const onSettled = useReload();
  return useMutation({
    mutationFn: async (input: CreatePromptSetVersionInput) =>
      accepted((await request(CreatePromptSetVersionDocument, { input })).createPromptSetVersion).promptSet,
    onSettled,
  });
}
