'use client';

import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import {
  AuditActionsDocument,
  AuditCheckDocument,
  AuditEntriesDocument,
  AuditEntryDocument,
} from '../../../../generated/graphql.ts';
import type {
  AuditCheckQuery,
  AuditedByFragment,
  AuditEntryQuery,
  AuditFilter,
  ListedAuditEntryFragment,
} from '../../../../generated/graphql.ts';
import { graphqlQuery, request } from '../../../lib/graphql.ts';

export type ListedAuditEntry = ListedAuditEntryFragment;
export type AuditEntry = Extract<AuditEntryQuery['node'], { readonly __typename: 'AuditEntry' }>;
export type AuditCheck = AuditCheckQuery['verifyAudit'];
export type AuditActor = AuditedByFragment;

/** Newest first. */
export function useAuditEntries(filter: AuditFilter) {
  return useInfiniteQuery({
    queryKey: ['AuditEntries', filter],
    queryFn: ({ pageParam, signal }) => request(AuditEntriesDocument, { after: pageParam, filter }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ auditEntries: { pageInfo } }) => (pageInfo.hasNextPage ? pageInfo.endCursor : null),
    placeholderData: keepPreviousData,
  });
}

/** With all that it was about; null: it is not kept any more. */
export function useAuditEntry(id: string) {
  return useQuery({
    ...graphqlQuery(AuditEntryDocument, { id }),
    select: ({ node }) => (node?.__typename === 'AuditEntry' ? node : null),
  });
}

/** Those that there are entries of. */
export function useAuditActions(): readonly string[] {
  return useQuery(graphqlQuery(AuditActionsDocument, {})).data?.auditActions ?? [];
}

/** Whether the chain holds: reads all of it, so not again by itself. */
export function useAuditCheck() {
  return useQuery({
    ...graphqlQuery(AuditCheckDocument, {}),
    select: ({ verifyAudit }) => verifyAudit,
    staleTime: Infinity,
  });
}
