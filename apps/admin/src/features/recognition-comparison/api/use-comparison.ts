'use client';

import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useLocale } from 'next-intl';
import {
  ComparedVideosDocument,
  ComparedVideoSpansDocument,
  CompareRecognitionDocument,
} from '../../../../generated/graphql.ts';
import type { ComparedVideosQuery, CompareRecognitionQuery } from '../../../../generated/graphql.ts';
import { graphqlQuery, request } from '../../../lib/graphql.ts';

export type Comparison = CompareRecognitionQuery['compareRecognition'];
export type ComparedVideo = ComparedVideosQuery['compareRecognition']['videos']['nodes'][number];

/** A recognition beside what it replaces, or has replaced. */
export function useComparison(id: string) {
  const language = useLocale();
  return useQuery(graphqlQuery(CompareRecognitionDocument, { id, language }));
}

export function useComparedVideos(id: string) {
  return useInfiniteQuery({
    queryKey: ['ComparedVideos', { id }],
    queryFn: async ({ pageParam, signal }) =>
      (await request(ComparedVideosDocument, { id, after: pageParam }, { signal })).compareRecognition.videos,
    initialPageParam: null as string | null,
    getNextPageParam: ({ pageInfo }) => (pageInfo.hasNextPage ? pageInfo.endCursor : null),
  });
}

export function useChangedSpans(id: string, videoId: string) {
  return useQuery(graphqlQuery(ComparedVideoSpansDocument, { id, videoId }));
}
