'use client';

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { VideosDocument } from '../../../../generated/graphql.ts';
import type { VideoFilter, VideoOrder, VideosQueryVariables } from '../../../../generated/graphql.ts';
import { request } from '../../../lib/graphql.ts';
import { filterOf } from '../../../lib/video-choice.ts';
import type { VideoChoice } from '../../../lib/video-choice.ts';

const PAGE_SIZE = 60;
const SCANNING_MS = 3000;

export const ORDERS = {
  newest: { field: 'createdAt', direction: 'desc' },
  oldest: { field: 'createdAt', direction: 'asc' },
  name: { field: 'name', direction: 'asc' },
  recorded: { field: 'recordedAt', direction: 'desc' },
  recordedFirst: { field: 'recordedAt', direction: 'asc' },
} as const satisfies Record<string, VideoOrder>;

export type OrderName = keyof typeof ORDERS;

/** Which videos are listed, and how. */
export interface VideoScope extends VideoChoice {
  readonly libraryId: string | null;
  readonly order: OrderName;
}

/** What lets the videos through, of the library where one is chosen. */
export function filterOfScope({ libraryId, order: _, ...choice }: VideoScope): VideoFilter {
  return filterOf(libraryId ? { ...choice, stationId: null } : choice);
}

function variablesOf(scope: VideoScope): VideosQueryVariables {
  return { libraryId: scope.libraryId, filter: filterOfScope(scope), orderBy: ORDERS[scope.order] };
}

/** The videos, page by page. While the folder is scanned they are read again. */
export function useVideos(scope: VideoScope, { isScanning }: { readonly isScanning: boolean }) {
  const variables = variablesOf(scope);
  return useInfiniteQuery({
    queryKey: ['Videos', variables],
    queryFn: async ({ pageParam: after, signal }) =>
      (await request(VideosDocument, { ...variables, first: PAGE_SIZE, after, isFirst: after === null }, { signal }))
        .videos,
    initialPageParam: null as string | null,
    getNextPageParam: ({ pageInfo: { hasNextPage, endCursor } }) => (hasNextPage ? endCursor : null),
    placeholderData: keepPreviousData,
    refetchInterval: isScanning ? SCANNING_MS : false,
  });
}
