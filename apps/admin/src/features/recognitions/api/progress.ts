'use client';

import { useDocumentVisibility } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { RecognitionChangesDocument, RecognitionPageDocument } from '../../../../generated/graphql.ts';
import type { RecognitionPageQuery } from '../../../../generated/graphql.ts';
import { graphqlQuery } from '../../../lib/graphql.ts';
import { useSubscription } from '../../../lib/subscription.ts';

export type PageRecognition = Extract<RecognitionPageQuery['node'], { readonly __typename: 'Recognition' }>;

/** In case that events do not come through, for instance because of a proxy. */
const POLL_MS = 5000;

export function isActive({ state }: { readonly state: string }): boolean {
  return state === 'queued' || state === 'running';
}

function recognitionIn(data: RecognitionPageQuery | undefined): PageRecognition | null {
  return data?.node?.__typename === 'Recognition' ? data.node : null;
}

/** A recognition, as it goes on: by events, else by asking again. */
export function useRecognition(id: string) {
  const client = useQueryClient();
  const options = graphqlQuery(RecognitionPageDocument, { id });
  const query = useQuery({
    ...options,
    refetchInterval: ({ state }) => {
      const recognition = recognitionIn(state.data);
      return recognition && isActive(recognition) ? POLL_MS : false;
    },
  });
  const recognition = recognitionIn(query.data);
  const isWatched = useDocumentVisibility() === 'visible' && recognition !== null && isActive(recognition);
  useSubscription(RecognitionChangesDocument, isWatched ? { id } : null, ({ recognitionProgress }) => {
    client.setQueryData(options.queryKey, (data) => {
      const before = recognitionIn(data);
      return before ? { node: { ...before, ...recognitionProgress } } : data;
    });
    void client.invalidateQueries({ queryKey: ['RecognitionVideos', { id }] });
  });
  return { query, recognition };
}
