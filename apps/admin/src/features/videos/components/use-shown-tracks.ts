'use client';

import { useLocalStorage } from '@mantine/hooks';
import { useCallback, useMemo } from 'react';
import type { ReviewTrack } from '../../../../generated/graphql.ts';

/** Those that stand beside the work. */
export const OTHER_TRACKS = ['leftHand', 'rightHand', 'machine'] as const satisfies readonly ReviewTrack[];
export type OtherTrack = (typeof OTHER_TRACKS)[number];

const NONE: readonly string[] = [];

/** The tracks that a person wants to see beside the work; kept in the browser. */
export function useShownTracks(): [readonly OtherTrack[], (tracks: readonly string[]) => void] {
  const [stored, store] = useLocalStorage<readonly string[]>({ key: 'actionary-review-tracks', defaultValue: NONE });
  const shown = useMemo(
    () => OTHER_TRACKS.filter((track) => Array.isArray(stored) && stored.includes(track)),
    [stored],
  );
  return [shown, useCallback((tracks) => store(OTHER_TRACKS.filter((track) => tracks.includes(track))), [store])];
}
