'use client';

import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { DecideReviewsDocument } from '../../../../generated/graphql.ts';
import type { ReviewDecisionInput } from '../../../../generated/graphql.ts';
import { request } from '../../../lib/graphql.ts';
import { useErrorText } from '../../../lib/use-error-text.ts';
import { accepted } from '../../../lib/user-errors.ts';

/** The most decisions of one request. */
const BATCH = 1000;

/** Decides reviews, seen at once and taken back where the server refuses; what has been decided here, by item. */
export function useDecisions() {
  const t = useTranslations('reviews');
  const errorText = useErrorText();
  const [decided, setDecided] = useState<ReadonlyMap<string, string>>(new Map());
  const run = useMutation({
    mutationFn: async (decisions: readonly ReviewDecisionInput[]) => {
      for (let start = 0; start < decisions.length; start += BATCH) {
        const batch = decisions.slice(start, start + BATCH);
        accepted((await request(DecideReviewsDocument, { decisions: batch })).decideReviews);
      }
    },
    onMutate: (decisions) => {
      const before = decided;
      setDecided(
        (known) => new Map([...known, ...decisions.map(({ itemId, conceptId }) => [itemId, conceptId] as const)]),
      );
      return before;
    },
    onError: (error, decisions, before) => {
      // What has been decided meanwhile stays.
      setDecided((known) => {
        const restored = new Map(known);
        for (const { itemId } of decisions) {
          const earlier = before?.get(itemId);
          if (earlier === undefined) restored.delete(itemId);
          else restored.set(itemId, earlier);
        }
        return restored;
      });
      notifications.show({ color: 'red', title: t('failed'), message: errorText(error), autoClose: 12_000 });
    },
  });
  return { decided, decide: run.mutate, isBusy: run.isPending };
}

export type Decisions = ReturnType<typeof useDecisions>;
