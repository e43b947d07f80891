'use client';

import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { ApiTokensDocument, CreateApiTokenDocument, RevokeApiTokenDocument } from '../../../../generated/graphql.ts';
import type { CreateApiTokenInput, ListedTokenFragment } from '../../../../generated/graphql.ts';
import { request } from '../../../lib/graphql.ts';
import { accepted } from '../../../lib/user-errors.ts';

export type ApiToken = ListedTokenFragment;

const KEY = ['ApiTokens'];

/** Newest first. */
export function useApiTokens() {
  return useInfiniteQuery({
    queryKey: KEY,
    queryFn: ({ pageParam, signal }) => request(ApiTokensDocument, { after: pageParam }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ apiTokens: { pageInfo } }) => (pageInfo.hasNextPage ? pageInfo.endCursor : null),
  });
}

/** Its result is the secret, which nothing shows again. */
export function useCreateApiToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (input: CreateApiTokenInput) => {
      const { createApiToken } = await request(CreateApiTokenDocument, { input });
      return accepted(createApiToken).secret ?? '';
    },
    onSuccess: () => client.invalidateQueries({ queryKey: KEY }),
  });
}

export function useRevokeApiToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) => accepted((await request(RevokeApiTokenDocument, { id })).revokeApiToken),
    onSuccess: () => client.invalidateQueries({ queryKey: KEY }),
  });
}
