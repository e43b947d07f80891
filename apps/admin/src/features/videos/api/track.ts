'use client';

import { queryOptions, useQuery } from '@tanstack/react-query';
import { useLocale } from 'next-intl';
import { useMemo } from 'react';
import { TrackConceptsDocument, VideoSegmentsDocument } from '../../../../generated/graphql.ts';
import type { VideoRecognitionFragment, VideoSegmentsQuery } from '../../../../generated/graphql.ts';
import { graphqlQuery, request } from '../../../lib/graphql.ts';
import type { Track, TrackConcept, TrackSegment } from '../timeline/track.ts';

/** All concepts of a vocabulary version, in their order; published ones never change. */
function conceptsQuery(versionId: string, language: string) {
  return queryOptions({
    queryKey: ['TrackConcepts', { versionId, language }] as const,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => conceptsOf(versionId, language, signal),
  });
}

async function conceptsOf(
  versionId: string,
  language: string,
  signal: AbortSignal,
  after: string | null = null,
): Promise<TrackConcept[]> {
  const { node } = await request(TrackConceptsDocument, { versionId, after, language }, { signal });
  if (node?.__typename !== 'VocabularyVersion') return [];
  const { nodes, pageInfo } = node.contents;
  const concepts = nodes.map(({ concept, label, notation }) => ({ ...concept, label, notation }));
  if (!pageInfo.hasNextPage) return concepts;
  return [...concepts, ...(await conceptsOf(versionId, language, signal, pageInfo.endCursor))];
}

export interface TrackState {
  /** Null until it is loaded. */
  readonly track: Track | null;
  readonly error: Error | null;
  readonly retry: () => void;
}

/** The segments of a recognised video, and what they are called; `null`: nothing to be shown. */
export function useTrack(shown: VideoRecognitionFragment | null): TrackState {
  const language = useLocale();
  const versionId = shown?.recognition.recipe.vocabularyVersion.id ?? '';
  const isEnabled = shown !== null;
  const concepts = useQuery({ ...conceptsQuery(versionId, language), enabled: isEnabled });
  const segments = useQuery({
    ...graphqlQuery(VideoSegmentsDocument, { id: shown?.id ?? '' }),
    enabled: isEnabled,
    // What a recognition has said does not change.
    staleTime: Number.POSITIVE_INFINITY,
  });
  const track = useMemo(
    () => (segments.data && concepts.data ? toTrack(segments.data, concepts.data) : null),
    [segments.data, concepts.data],
  );
  const failed = [concepts, segments].find(({ isError }) => isError);
  return { track, error: failed?.error ?? null, retry: () => void failed?.refetch() };
}

function toTrack({ node }: VideoSegmentsQuery, concepts: readonly TrackConcept[]): Track {
  const indexes = new Map(concepts.map(({ id }, index) => [id, index]));
  const indexOf = (conceptId: string | null) => (conceptId === null ? -1 : (indexes.get(conceptId) ?? -1));
  const segments = node?.__typename === 'RecognitionVideo' ? node.segments : [];
  return {
    concepts,
    segments: segments.map(({ conceptId, runnersUp, startMs, endMs, probability }): TrackSegment => ({
      startMs,
      endMs,
      probability,
      conceptIndex: indexOf(conceptId),
      runnersUp: runnersUp.map((each) => ({ conceptIndex: indexOf(each.conceptId), probability: each.probability })),
    })),
  };
}
