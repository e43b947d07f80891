'use client';

import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { DeliveriesDocument, DeliveryDocument, RetryDeliveryDocument } from '../../../../generated/graphql.ts';
import type { DeliveryFilter, DeliveryQuery, ListedDeliveryFragment } from '../../../../generated/graphql.ts';
import { graphqlQuery, request } from '../../../lib/graphql.ts';
import { accepted } from '../../../lib/user-errors.ts';
import { isBusy } from '../model/is-busy.ts';

export type ListedDelivery = ListedDeliveryFragment;
export type Delivery = Extract<DeliveryQuery['node'], { readonly __typename: 'Delivery' }>;

/** While something is about to be sent, and otherwise: what changes makes new ones. */
const [BUSY_MS, POLL_MS] = [2000, 10_000];

/** Newest first. */
export function useDeliveries(filter: DeliveryFilter) {
  return useInfiniteQuery({
    queryKey: ['Deliveries', filter],
    queryFn: ({ pageParam, signal }) => request(DeliveriesDocument, { after: pageParam, filter }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ deliveries: { pageInfo } }) => (pageInfo.hasNextPage ? pageInfo.endCursor : null),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data } }) => {
      const now = new Date();
      return data?.pages.some(({ deliveries }) => deliveries.nodes.some((each) => isBusy(each, now)))
        ? BUSY_MS
        : POLL_MS;
    },
  });
}

/** With every attempt; null: there is no such delivery any more. */
export function useDelivery(id: string) {
  return useQuery({
    ...graphqlQuery(DeliveryDocument, { id }),
    select: ({ node }) => (node?.__typename === 'Delivery' ? node : null),
    refetchInterval: ({ state: { data } }) =>
      data?.node?.__typename === 'Delivery' && isBusy(data.node, new Date()) ? BUSY_MS : false,
  });
}

/** Sends a delivery once more, at once. */
export function useRetryDelivery() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) => accepted((await request(RetryDeliveryDocument, { id })).retryDelivery),
    onSettled: () =>
      Promise.all(['Deliveries', 'Delivery'].map((name) => client.invalidateQueries({ queryKey: [name] }))),
  });
}
