'use client';

import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useCallback, useEffect, useEffectEvent, useMemo, useSyncExternalStore } from 'react';
import type { ReviewTrack } from '../../../../generated/graphql.ts';
import { useErrorText } from '../../../lib/use-error-text.ts';
import { ReviewStore } from '../reviewing/review-store.ts';
import type { ReviewSnapshot } from '../reviewing/review-store.ts';
import { readReviews, reviewServer } from './review-server.ts';

interface ReviewsState {
  /** Null until they are loaded. */
  readonly store: ReviewStore | null;
  readonly error: Error | null;
  readonly retry: () => void;
}

/** What has been said about a track of a video under the words of a vocabulary; `null`: nothing is asked. */
function useReviews(videoId: string, vocabularyId: string | null, track: ReviewTrack): ReviewsState {
  const query = useQuery({
    queryKey: ['VideoReviews', { videoId, vocabularyId, track }] as const,
    queryFn: ({ signal }) => readReviews({ videoId, vocabularyId: vocabularyId ?? '', track }, { signal }),
    enabled: vocabularyId !== null,
    // From then on the store knows better.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const { data } = query;
  const store = useMemo(
    () =>
      data && vocabularyId !== null ? new ReviewStore(reviewServer({ videoId, vocabularyId, track }), data) : null,
    [data, videoId, vocabularyId, track],
  );
  const t = useTranslations('videos.review');
  const errorText = useErrorText();
  const tell = useEffectEvent((error: Error) =>
    notifications.show({ color: 'red', title: t('refused'), message: errorText(error), autoClose: 12_000 }),
  );
  useEffect(() => store?.onRefused((error) => tell(error)), [store]);
  return { store, error: query.error, retry: () => void query.refetch() };
}

/** A track that is on show, and what has been said there. */
export interface ShownLane extends ReviewSnapshot {
  readonly track: ReviewTrack;
  readonly store: ReviewStore;
}

interface LanesState extends Pick<ReviewsState, 'error' | 'retry'> {
  /** The work first; null until that is loaded. */
  readonly lanes: readonly ShownLane[] | null;
}

/** The work, and the tracks beside it that are to be shown. */
export function useLanes(videoId: string, vocabularyId: string | null, shown: readonly ReviewTrack[]): LanesState {
  const asked = (track: ReviewTrack) => (shown.includes(track) ? vocabularyId : null);
  const work = useReviews(videoId, vocabularyId, 'work');
  const leftHand = useReviews(videoId, asked('leftHand'), 'leftHand');
  const rightHand = useReviews(videoId, asked('rightHand'), 'rightHand');
  const machine = useReviews(videoId, asked('machine'), 'machine');
  const [ofWork, ofLeft, ofRight, ofMachine] = [
    useLane('work', work.store),
    useLane('leftHand', leftHand.store),
    useLane('rightHand', rightHand.store),
    useLane('machine', machine.store),
  ];
  const lanes = useMemo(
    () => ofWork && [ofWork, ofLeft, ofRight, ofMachine].filter((lane) => lane !== null),
    [ofWork, ofLeft, ofRight, ofMachine],
  );
  const failed = [work, leftHand, rightHand, machine].find(({ error }) => error) ?? work;
  return { lanes, error: failed.error, retry: failed.retry };
}

function useLane(track: ReviewTrack, store: ReviewStore | null): ShownLane | null {
  const subscribe = useCallback((listener: () => void) => store?.subscribe(listener) ?? (() => undefined), [store]);
  const read = () => store?.getSnapshot() ?? null;
  const snapshot = useSyncExternalStore(subscribe, read, read);
  return useMemo(() => (store && snapshot ? { ...snapshot, track, store } : null), [track, store, snapshot]);
}
