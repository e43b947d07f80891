'use client';

import { useQuery } from '@tanstack/react-query';
import { ComparedVideoDocument, ComparedWorkDocument, CyclesToCompareDocument } from '../../../../generated/graphql.ts';
import type { ComparedVideoQuery, ComparedWorkQuery } from '../../../../generated/graphql.ts';
import type { VideoSpan } from '../../../lib/compare-address.ts';
import { graphqlQuery } from '../../../lib/graphql.ts';

export type ComparedVideo = Extract<ComparedVideoQuery['node'], { readonly __typename: 'Video' }>;
export type ComparedWork = ComparedWorkQuery['workReport'];

/** Whose words and results stand beside the videos. */
export interface WorkOf {
  /** Null: nothing has been recognised. */
  readonly recipeId: string | null;
  readonly level: number | null;
}

/** One of two videos, and what is done in its span. */
export interface ComparedSide {
  readonly span: VideoSpan;
  /** Null: there is none. */
  readonly video: ComparedVideo | null;
  /** Null where nothing has been recognised. */
  readonly work: ComparedWork | null;
}

interface LoadedSide {
  /** Null until it is loaded. */
  readonly side: ComparedSide | null;
  readonly error: Error | null;
  readonly retry: () => void;
}

/** @param span null: nothing is asked for */
export function useComparedSide(span: VideoSpan | null, { recipeId, level }: WorkOf): LoadedSide {
  const video = useQuery({
    ...graphqlQuery(ComparedVideoDocument, { id: span?.videoId ?? '' }),
    enabled: span !== null,
    select: ({ node }) => (node?.__typename === 'Video' ? node : null),
  });
  const hasWork = Boolean(video.data) && recipeId !== null;
  const variables = {
    recipeId: recipeId ?? '',
    videoId: span?.videoId ?? '',
    level,
    startMs: span?.range?.startMs ?? null,
    endMs: span?.range?.endMs ?? null,
  };
  const work = useQuery({
    ...graphqlQuery(ComparedWorkDocument, variables),
    enabled: hasWork,
    select: ({ workReport }) => workReport,
  });
  const isLoaded = video.data !== undefined && (!hasWork || work.data !== undefined);
  const failed = [video, work].find(({ isError }) => isError);
  return {
    side: span && isLoaded ? { span, video: video.data, work: work.data ?? null } : null,
    error: failed?.error ?? null,
    retry: () => void failed?.refetch(),
  };
}

/** Cycles of a library's videos that another one may be compared with; null where nothing repeats. */
export function useCyclesToCompare(recipeId: string, libraryId: string, level: number | null) {
  return useQuery({
    ...graphqlQuery(CyclesToCompareDocument, { recipeId, libraryId, level }),
    select: ({ workReport }) => workReport.cycles,
  });
}
