'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocale } from 'next-intl';
import {
  DraftImpactDocument,
  EncoderFindingsDocument,
  ImpactExamplesDocument,
  PublishDraftDocument,
  PublishPageDocument,
  SucceedRecipeDocument,
} from '../../../../generated/graphql.ts';
import type {
  CreateRecipeInput,
  DraftImpactQuery,
  PublishPageQuery,
  PublishVocabularyDraftInput,
} from '../../../../generated/graphql.ts';
import { graphqlQuery, request } from '../../../lib/graphql.ts';
import { accepted } from '../../../lib/user-errors.ts';

type Of<Q extends { readonly node: unknown }, T> = Extract<Q['node'], { readonly type: T }>;
export type PublishedVocabulary = Of<PublishPageQuery, 'Vocabulary'>;
export type Draft = NonNullable<PublishedVocabulary['draft']>;
export type DraftImpact = Of<DraftImpactQuery, 'VocabularyVersion'>;

/** A vocabulary and its draft; null where there is no such vocabulary. */
export function usePublishPage(id: string) {
  return useQuery({
    ...graphqlQuery(PublishPageDocument, { id }),
    select: ({ node }) => (node?.type === 'Vocabulary' ? node : null),
  });
}

/** What publishing a draft touches, and what is wrong with it. Computed anew at each visit: results come in meanwhile. */
export function useDraftImpact(versionId: string) {
  const language = useLocale();
  return useQuery({
    ...graphqlQuery(DraftImpactDocument, { versionId, language }),
    staleTime: 0,
    select: ({ node }) => (node?.type === 'VocabularyVersion' ? node : null),
  });
}

/** Some results that a change of a concept touches. */
export function useImpactExamples(versionId: string, conceptId: string) {
  return useQuery({
    ...graphqlQuery(ImpactExamplesDocument, { versionId, conceptId }),
    select: ({ node }) => (node?.type === 'VocabularyVersion' ? (node.impact.concepts[0]?.examples ?? []) : []),
  });
}

/** With which encoder and prompts a version is looked at. */
export interface Looks {
  readonly vocabularyVersionId: string;
  readonly encoderId: string;
  readonly promptSetVersionId: string;
}

/** What an encoder makes of a version: what is wrong with its prompts, and how many pairs it can hardly tell apart. */
export function useEncoderFindings(looks: Looks) {
  return useQuery({
    ...graphqlQuery(EncoderFindingsDocument, { prompts: looks, pairs: { ...looks, first: 1 } }),
    select: ({ checkPrompts, confusableConcepts }) => ({
      checks: accepted(checkPrompts).checks ?? [],
      pairCount: accepted(confusableConcepts).totalCount ?? 0,
    }),
  });
}

export function usePublish() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (input: PublishVocabularyDraftInput) =>
      accepted((await request(PublishDraftDocument, { input })).publishVocabularyDraft).version,
    // Old results under new words: whatever is on show elsewhere may have changed.
    onSuccess: () =>
      client.invalidateQueries({
        predicate: ({ queryKey: [name] }) => name !== 'PublishPage' && name !== 'DraftImpact',
      }),
  });
}

export function useSucceedRecipe() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (input: CreateRecipeInput) =>
      accepted((await request(SucceedRecipeDocument, { input })).createRecipe).recipe,
    onSuccess: () => client.invalidateQueries({ queryKey: ['RecognitionChoices'] }),
  });
}
