'use client';

import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocale } from 'next-intl';
import {
  ChecksPageDocument,
  ConfusableConceptsDocument,
  MergeConfusableDocument,
  PromptChecksDocument,
  ChecksOfVersionDocument,
} from '../../../../generated/graphql.ts';
import type { ChecksPageQuery, ConfusableConceptsQuery } from '../../../../generated/graphql.ts';
import { graphqlQuery, request } from '../../../lib/graphql.ts';
import { accepted } from '../../../lib/user-errors.ts';

export type CheckedVocabulary = Extract<ChecksPageQuery['node'], { readonly type: 'Vocabulary' }>;
export type CheckedVersion = CheckedVocabulary['versions']['nodes'][number];
type Confusable = ConfusableConceptsQuery['confusableConcepts'];
export type ConfusablePair = NonNullable<Confusable['pairs']>[number];
export type Matrix = NonNullable<Confusable['matrix']>;

/** With which eyes and templates a version is looked at. */
export interface Looks {
  readonly vocabularyVersionId: string;
  readonly encoderId: string;
  readonly promptSetVersionId: string;
}

/** A vocabulary and its versions, latest first; null where there is none. */
export function useChecksPage(id: string) {
  return useQuery({
    ...graphqlQuery(ChecksPageDocument, { id }),
    select: ({ node }) => (node?.type === 'Vocabulary' ? node : null),
  });
}

export function useVersionChecks(versionId: string) {
  const language = useLocale();
  return useQuery({
    ...graphqlQuery(ChecksOfVersionDocument, { versionId, language }),
    select: ({ node }) => (node?.type === 'VocabularyVersion' ? node.checks : []),
  });
}

export function usePromptChecks(looks: Looks) {
  const language = useLocale();
  return useQuery({
    ...graphqlQuery(PromptChecksDocument, { input: looks, language }),
    placeholderData: keepPreviousData,
    select: ({ checkPrompts }) => accepted(checkPrompts).checks ?? [],
  });
}

/** Pairs that are at least as similar, and the matrix of the most confusable concepts. */
export function useConfusable(looks: Looks, minSimilarity: number) {
  const language = useLocale();
  return useQuery({
    ...graphqlQuery(ConfusableConceptsDocument, { input: { ...looks, minSimilarity, first: 500 }, language }),
    placeholderData: keepPreviousData,
    select: ({ confusableConcepts }) => accepted(confusableConcepts),
  });
}

interface Merge {
  readonly version: CheckedVersion;
  /** External ids. */
  readonly gone: string;
  readonly kept: string;
}

export function useMerge() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ version, gone, kept }: Merge) => {
      const operations = [{ merge: { externalIds: [gone], intoExternalId: kept } }];
      const input = { versionId: version.id, expectedRevision: version.revision, operations };
      return accepted((await request(MergeConfusableDocument, { input })).changeVocabularyDraft).version;
    },
    onSettled: () => client.invalidateQueries(),
  });
}
