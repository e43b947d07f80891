'use client';

import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent, useMemo } from 'react';
import { useErrorText } from '../../../lib/use-error-text.ts';
import { ReviewStore } from '../reviewing/review-store.ts';
import { readReviews, reviewServer } from './review-server.ts';

export interface ReviewsState {
  /** Null until they are loaded. */
  readonly store: ReviewStore | null;
  readonly error: Error | null;
  readonly retry: () => void;
}

/** What has been said about a video under the words of a vocabulary. */
export function useReviews(videoId: string, vocabularyId: string | null): ReviewsState {
  const query = useQuery({
    queryKey: ['VideoReviews', { videoId, vocabularyId }] as const,
    queryFn: ({ signal }) => readReviews(videoId, vocabularyId ?? '', { signal }),
    enabled: vocabularyId !== null,
    // From then on the store knows better.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const { data } = query;
  const store = useMemo(
    () => (data && vocabularyId !== null ? new ReviewStore(reviewServer(videoId, vocabularyId), data) : null),
    [data, videoId, vocabularyId],
  );
  const t = useTranslations('videos.review');
  const errorText = useErrorText();
  const tell = useEffectEvent((error: Error) =>
    notifications.show({ color: 'red', title: t('refused'), message: errorText(error), autoClose: 12_000 }),
  );
  useEffect(() => store?.onRefused((error) => tell(error)), [store]);
  return { store, error: query.error, retry: () => void query.refetch() };
}
