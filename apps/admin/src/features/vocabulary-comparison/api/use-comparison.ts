'use client';

import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocale } from 'next-intl';
import {
  ComparisonVersionsDocument,
  CompareVersionsDocument,
  RevertVocabularyDocument,
} from '../../../../generated/graphql.ts';
import type { CompareVersionsQuery, ComparisonVersionsQuery } from '../../../../generated/graphql.ts';
import { graphqlQuery, request } from '../../../lib/graphql.ts';
import { accepted } from '../../../lib/user-errors.ts';

export type ComparedVocabulary = Extract<ComparisonVersionsQuery['node'], { readonly type: 'Vocabulary' }>;
export type ComparedVersion = ComparedVocabulary['versions']['nodes'][number];
export type Comparison = CompareVersionsQuery['compareVocabularyVersions'];

/** A vocabulary's versions, latest first; null where there is no such vocabulary. */
export function useComparisonVersions(id: string) {
  return useQuery({
    ...graphqlQuery(ComparisonVersionsDocument, { id }),
    select: ({ node }) => (node?.type === 'Vocabulary' ? node : null),
  });
}

/** While other versions are chosen, the differences before stay in sight. */
export function useComparison(fromId: string, toId: string) {
  const language = useLocale();
  return useQuery({
    ...graphqlQuery(CompareVersionsDocument, { fromId, toId, language }),
    placeholderData: keepPreviousData,
    select: ({ compareVocabularyVersions }) => compareVocabularyVersions,
  });
}

/** Gives the draft what an older version said. */
export function useRevert(vocabularyId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (toVersionId: string) =>
      accepted((await request(RevertVocabularyDocument, { vocabularyId, toVersionId })).revertVocabulary).version,
    onSuccess: () => client.invalidateQueries(),
  });
}
