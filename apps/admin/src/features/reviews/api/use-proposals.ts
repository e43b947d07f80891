'use client';

import { notifications } from '@mantine/notifications';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import {
  ReviewProposalsDocument,
  ReviewProposedDocument,
  TakeBackReviewsDocument,
} from '../../../../generated/graphql.ts';
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

/** What was said of a proposal: `'taken back'`, and what that undoes, is not said any more. */
interface Said {
  readonly proposal: ProposalFragment;
  readonly answer: Answer | 'taken back';
}

/** Reviews proposals, seen at once and taken back where the server refuses; what has been answered here, by segment. */
export function useAnswers(vocabularyId: string) {
  const t = useTranslations('reviews');
  const errorText = useErrorText();
  const [answers, setAnswers] = useState<ReadonlyMap<string, Answer>>(new Map());
  /** Of the answers that the server has taken. */
  const reviewIds = useRef(new Map<string, string>());
  /** Ends when the server has taken, or refused, what was said last; it takes one after the other. */
  const latest = useRef(Promise.resolve());
  const set = (segmentId: string, answer: Answer | undefined) =>
    setAnswers((known) => {
      const next = new Map(known);
      if (answer === undefined) next.delete(segmentId);
      else next.set(segmentId, answer);
      return next;
    });
  const run = useMutation({
    // One after the other: the next answer to the same proposal takes the place of the one before.
    scope: { id: 'reviewed proposals' },
    mutationFn: async ({ proposal, answer }: Said) => {
      const { id } = proposal.segment;
      const earlier = reviewIds.current.get(id);
      const replacesIds = earlier === undefined ? [] : [earlier];
      if (answer === 'taken back') {
        if (earlier !== undefined)
          accepted((await request(TakeBackReviewsDocument, { ids: replacesIds })).withdrawReviews);
        reviewIds.current.delete(id);
        return;
      }
      const reviews = [toReview(proposal, answer, vocabularyId)];
      const made = accepted((await request(ReviewProposedDocument, { reviews, replacesIds })).createReviews);
      reviewIds.current.set(id, made.reviews![0]!.id);
    },
    onMutate: ({ proposal, answer }) => {
      const before = answers.get(proposal.segment.id);
      set(proposal.segment.id, answer === 'taken back' ? undefined : answer);
      return { before };
    },
    onError: (error, { proposal }, context) => {
      set(proposal.segment.id, context?.before);
      notifications.show({ color: 'red', title: t('failed'), message: errorText(error), autoClose: 12_000 });
    },
  });
  const answer = (said: Said) => {
    // What goes wrong has been told.
    const ended = () => {};
    latest.current = run.mutateAsync(said).then(ended, ended);
  };
  return { answers, answer, settled: () => latest.current };
}
