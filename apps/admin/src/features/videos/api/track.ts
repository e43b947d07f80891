'use client';

import { queryOptions, useQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import {
  ResolvedConceptsDocument,
  TrackConceptsDocument,
  VideoSegmentsDocument,
} from '../../../../generated/graphql.ts';
import type { VideoRecognitionFragment, VideoSegmentsQuery } from '../../../../generated/graphql.ts';
import { allPages } from '../../../lib/all-pages.ts';
import { searchTextOf } from '../../../lib/concept-search.ts';
import { conceptColors, inOrderOfCreation } from '../../../lib/concept-colors.ts';
import { graphqlQuery, request } from '../../../lib/graphql.ts';
import { inCurrentWords } from '../timeline/current-words.ts';
import type { Track, TrackConcept, TrackSegment } from '../timeline/track.ts';

/** All concepts of a vocabulary version, in their order; published ones never change. */
export function conceptsQuery(versionId: string, language: string) {
  return queryOptions({
    queryKey: ['TrackConcepts', { versionId, language }] as const,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => conceptsOf(versionId, language, signal),
  });
}

async function conceptsOf(versionId: string, language: string, signal: AbortSignal): Promise<TrackConcept[]> {
  const contents = await allPages(async (after) => {
    const { node } = await request(TrackConceptsDocument, { versionId, after, language }, { signal });
    if (node?.__typename !== 'VocabularyVersion') throw new Error('there is no such version');
    return node.contents;
  });
  const broader = new Map(contents.map((content) => [content.concept.externalId, content.broader?.concept.externalId]));
  const inOrder = inOrderOfCreation(contents.map(({ concept }) => concept));
  const colorOf = conceptColors(inOrder, (externalId) => broader.get(externalId));
  return contents.map((content) => ({
    id: content.concept.id,
    externalId: content.concept.externalId,
    label: content.label,
    notation: content.notation,
    searchText: searchTextOf(content),
    color: colorOf(content.concept.externalId),
    isActive: content.status === 'active',
  }));
}

export interface TrackState {
  /** Null until it is loaded. */
  readonly track: Track | null;
  readonly error: Error | null;
  readonly retry: () => void;
}

/** The most concepts that are resolved at once. */
const BATCH = 5000;

/** What concepts of an older version mean in a published one: ids by id. Published versions never change. */
function meaningsQuery(versionId: string, conceptIds: readonly string[]) {
  return queryOptions({
    queryKey: ['ResolvedConcepts', { versionId, conceptIds }] as const,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }) => {
      const meanings = new Map<string, readonly string[]>();
      for (let start = 0; start < conceptIds.length; start += BATCH) {
        const variables = { versionId, conceptIds: conceptIds.slice(start, start + BATCH) };
        const { node } = await request(ResolvedConceptsDocument, variables, { signal });
        if (node?.__typename !== 'VocabularyVersion') return meanings;
        for (const { conceptId, contents } of node.resolve)
          meanings.set(
            conceptId,
            contents.map(({ concept }) => concept.id),
          );
      }
      return meanings;
    },
  });
}

/** Which words results are shown under: those of today, or those that they were recognised with. */
export type Words = 'latest' | 'recognised';

/** The latest version of the vocabulary, where it is another one than the results were recognised with; else null. */
export function newerVersionOf(shown: VideoRecognitionFragment | null) {
  const version = shown?.recognition.recipe.vocabularyVersion;
  const latest = version?.vocabulary.latestPublished;
  return latest && latest.id !== version.id ? latest : null;
}

/** The segments of a recognised video, and what they are called; `null`: nothing to be shown. */
export function useTrack(shown: VideoRecognitionFragment | null, words: Words): TrackState {
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
  const recognised = useMemo(
    () => (segments.data && concepts.data ? toTrack(segments.data, concepts.data) : null),
    [segments.data, concepts.data],
  );
  const newer = words === 'latest' ? newerVersionOf(shown) : null;
  const renamed = useRenamed(recognised, newer?.id ?? null);
  const failed = [concepts, segments, ...(newer ? renamed.queries : [])].find(({ isError }) => isError);
  return {
    track: newer ? renamed.track : recognised,
    error: failed?.error ?? null,
    retry: () => void failed?.refetch(),
  };
}

/** A track under the words of another version; null until they are loaded. */
function useRenamed(track: Track | null, versionId: string | null) {
  const t = useTranslations('videos.words');
  const language = useLocale();
  const isEnabled = track !== null && versionId !== null;
  const conceptIds = useMemo(() => track?.concepts.map(({ id }) => id) ?? [], [track]);
  const concepts = useQuery({ ...conceptsQuery(versionId ?? '', language), enabled: isEnabled });
  const meanings = useQuery({ ...meaningsQuery(versionId ?? '', conceptIds), enabled: isEnabled });
  const renamed = useMemo(() => {
    if (!track || !concepts.data || !meanings.data) return null;
    return inCurrentWords(track, concepts.data, meanings.data, {
      oneOf: (labels) => labels.reduce((one, other) => t('or', { one, other })),
      retired: (label) => t('retired', { label }),
    });
  }, [track, concepts.data, meanings.data, t]);
  return { track: renamed, queries: [concepts, meanings] };
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
