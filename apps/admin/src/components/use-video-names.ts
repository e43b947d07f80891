'use client';

import { useTranslations } from 'next-intl';
import type { VideoNamesFragment } from '../../generated/graphql.ts';

/** Gives what an MES has said of a video, in words: its order, its piece, and what it is called there. */
export function useVideoNames(): (video: VideoNamesFragment) => string[] {
  const t = useTranslations('videoNames');
  return (video) =>
    (['workOrder', 'serialNumber', 'externalId'] as const).flatMap((field) => {
      const name = video[field];
      return name === null ? [] : [t(field, { name })];
    });
}
