'use client';

import { notifications } from '@mantine/notifications';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { ReviewProposalsDocument, ReviewProposedDocument } from '../../../../generated/graphql.ts';
import type { ProposalFragment, ReviewProposalsQuery } from '../../../../generated/graphql.ts';
import { graphqlQuery, request } from '../../../lib/graphql.ts';
import { useErrorText } from '../../../lib/use-error-text.ts';
import { accepted } from '../../../lib/user-errors.ts';
import { toReview } from '../model/proposed-answers.ts';
import type { Answer } from '../model/proposed-answers.ts';

const PAGE_SIZE = 20;

export interface Proposals extends Pick<ReviewProposalsQuery['reviewProposals'], 'candidateCount' | 'newestStation'> {
  readonly proposals: readonly ProposalFragment[];
  readonly concepts: ReviewProposalsQuery['trainingReadiness']['concepts'];
  readonly vocabularyId: string;
}

/** What to review next. What is reviewed here stays in sight until it is asked for anew. */
export function useProposals(recipeId: string) {
  const language = useLocale();
  return useQuery({
    ...graphqlQuery(ReviewProposalsDocument, { recipeId, first: PAGE_SIZE, language }),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    select: ({ reviewProposals, trainingReadiness, node }): Proposals => ({
      ...reviewProposals,
      concepts: trainingReadiness.concepts,
      vocabularyId: node?.__typename === 'Recipe' ? node.vocabularyVersion.vocabulary.id : '',
    }),
  });
}

/** Reviews proposals, seen at once and taken back where the server refuses; what has been answered here, by segment. */
export function useAnswers(vocabularyId: string) {
  const t = useTranslations('reviews');
  const errorText = useErrorText();
  const [answers, setAnswers] = useState<ReadonlyMap<string, Answer>>(new Map());
  const run = useMutation({
    mutationFn: async ({ proposal, answer }: { readonly proposal: ProposalFragment; readonly answer: Answer }) =>
      accepted(
        (await request(ReviewProposedDocument, { reviews: [toReview(proposal, answer, vocabularyId)] })).createReviews,
      ),
    onMutate: ({ proposal, answer }) => {
      const before = answers.get(proposal.segment.id);
      setAnswers((known) => new Map([...known, [proposal.segment.id, answer] as const]));
      return before;
    },
    onError: (error, { proposal }, before) => {
      setAnswers((known) => {
        const restored = new Map(known);
        if (before === undefined) restored.delete(proposal.segment.id);
        else restored.set(proposal.segment.id, before);
        return restored;
      });
      notifications.show({ color: 'red', title: t('failed'), message: errorText(error), autoClose: 12_000 });
    },
  });
  return { answers, answer: run.mutate };
}
