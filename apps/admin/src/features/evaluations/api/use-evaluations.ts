'use client';

import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useLocale } from 'next-intl';
import {
  EvaluationPageDocument,
  EvaluationReadinessDocument,
  EvaluationsDocument,
} from '../../../../generated/graphql.ts';
import type {
  EvaluationPageQuery,
  EvaluationProtocol,
  EvaluationReadinessQuery,
} from '../../../../generated/graphql.ts';
import { graphqlQuery, request } from '../../../lib/graphql.ts';

/** An evaluation with what it has found. */
export type FoundEvaluation = Extract<NonNullable<EvaluationPageQuery['node']>, { readonly type: 'Evaluation' }>;
export type Readiness = EvaluationReadinessQuery['trainingReadiness'];

export interface EvaluationFilter {
  readonly recipeId: string | null;
  readonly protocol: EvaluationProtocol | null;
}

/** Latest first. */
export function useEvaluations({ recipeId, protocol }: EvaluationFilter) {
  return useInfiniteQuery({
    queryKey: ['Evaluations', { recipeId, protocol }],
    queryFn: ({ pageParam, signal }) =>
      request(EvaluationsDocument, { after: pageParam, recipeId, protocol }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ evaluations: { pageInfo } }) => (pageInfo.hasNextPage ? pageInfo.endCursor : null),
  });
}

/** Null where there is no such evaluation. @param id null: none is asked for */
export function useEvaluation(id: string | null) {
  const language = useLocale();
  return useQuery({
    ...graphqlQuery(EvaluationPageDocument, { id: id ?? '', language }),
    enabled: id !== null,
    select: ({ node }): FoundEvaluation | null => (node?.type === 'Evaluation' ? node : null),
  });
}

/** What has been reviewed. Asked anew at each visit: people review meanwhile. */
export function useReadiness(recipeId: string) {
  return useQuery({
    ...graphqlQuery(EvaluationReadinessDocument, { recipeId }),
    staleTime: 0,
    select: ({ trainingReadiness }): Readiness => trainingReadiness,
  });
}
