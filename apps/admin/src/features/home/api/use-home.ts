'use client';

import { useQuery } from '@tanstack/react-query';
import { FirstProjectDocument, HomeDocument, HomeLibrariesDocument } from '../../../../generated/graphql.ts';
import { allPages } from '../../../lib/all-pages.ts';
import { graphqlQuery, request } from '../../../lib/graphql.ts';

const BUSY_MS = 2000;

/** All that the page shows but the jobs; read again while recognitions run. */
export function useHome() {
  return useQuery({
    ...graphqlQuery(HomeDocument, {}),
    refetchInterval: ({ state: { data } }) =>
      data?.recognitions.nodes.some(({ state }) => state === 'queued' || state === 'running') ? BUSY_MS : false,
  });
}

/** Every library's counts, for the figures. */
export function useHomeLibraries() {
  return useQuery({
    queryKey: ['HomeLibraries'],
    queryFn: ({ signal }) =>
      allPages(async (after) => (await request(HomeLibrariesDocument, { after }, { signal })).videoLibraries),
  });
}

/** What has come of a recognition by now. @param vocabularyId null: nothing has been recognised */
export function useFirstProject(vocabularyId: string | null) {
  return useQuery({
    ...graphqlQuery(FirstProjectDocument, { vocabularyId: vocabularyId ?? '' }),
    enabled: vocabularyId !== null,
  });
}
