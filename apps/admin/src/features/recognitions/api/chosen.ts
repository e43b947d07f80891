'use client';

import type { StartRecognitionInput } from '../../../../generated/graphql.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { useVideoChoice } from '../../../lib/use-video-choice.ts';
import { filterOf, isNarrowed } from '../../../lib/video-choice.ts';
import type { VideoChoice } from '../../../lib/video-choice.ts';

/** What stands for all libraries in the address. */
const ALL = 'all';

/** Videos to recognise: some of them, libraries, or all libraries; of libraries, what the conditions let through. */
export interface ChosenVideos {
  readonly videoIds: readonly string[];
  /** Null: all of them. */
  readonly libraryIds: readonly string[] | null;
  readonly choice: VideoChoice;
}

const listOf = (value: string | null) => (value ?? '').split(',').filter((each) => each !== '');

/** The videos that the address names. */
export function useChosenVideos() {
  const [videos, setVideos] = useUrlState('videos');
  const [libraries, setLibraries] = useUrlState('library');
  const [choice, setCondition] = useVideoChoice();
  const chosen: ChosenVideos = {
    videoIds: listOf(videos),
    libraryIds: libraries === ALL ? null : listOf(libraries),
    choice,
  };
  return {
    chosen,
    setVideos: (ids: readonly string[]) => setVideos(ids.join(',') || null),
    setLibraries: (ids: readonly string[] | null) => setLibraries(ids === null ? ALL : ids.join(',') || null),
    setCondition,
  };
}

/** The same as the API takes it; null where nothing is chosen. Conditions alone are about all libraries. */
export function selectionOf({
  videoIds,
  libraryIds,
  choice,
}: ChosenVideos): Pick<StartRecognitionInput, 'videoIds' | 'libraryIds' | 'filter'> | null {
  const hasFilter = libraryIds === null || isNarrowed(choice);
  if (videoIds.length === 0 && libraryIds?.length === 0 && !hasFilter) return null;
  return {
    videoIds: [...videoIds],
    libraryIds: [...(libraryIds ?? [])],
    filter: hasFilter ? filterOf(choice) : null,
  };
}
