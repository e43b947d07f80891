'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useMemo } from 'react';
import type { ReviewLook } from '../reviewing/paint-reviews.ts';
import type { Review } from '../reviewing/review.ts';
import type { Track } from '../timeline/track.ts';

/** What a review looks like under the words of a track. */
export function useReviewLook({
  concepts,
}: Pick<Track, 'concepts'>): (review: Pick<Review, 'conceptId'>) => ReviewLook {
  const t = useTranslations('videos.review');
  const byId = useMemo(() => new Map(concepts.map((concept) => [concept.id, concept])), [concepts]);
  return useCallback(
    ({ conceptId }) => {
      if (conceptId === null) return { color: null, label: t('none') };
      const concept = byId.get(conceptId);
      return { color: concept?.color ?? null, label: concept?.label ?? t('otherWord') };
    },
    [byId, t],
  );
}
