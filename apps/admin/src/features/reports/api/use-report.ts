'use client';

import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { useLocale } from 'next-intl';
import {
  ReportConceptsDocument,
  ReportCyclesDocument,
  ReportOccurrencesDocument,
  ReportPlacesDocument,
  ReportTimelineDocument,
  WorkComparisonDocument,
  WorkReportDocument,
} from '../../../../generated/graphql.ts';
import type {
  ReportConceptsQuery,
  ReportCyclesQuery,
  ReportOccurrencesQuery,
  ReportPlacesQuery,
  ReportTimelineQuery,
  WorkComparisonQuery,
  WorkReportQuery,
} from '../../../../generated/graphql.ts';
import { allPages } from '../../../lib/all-pages.ts';
import { graphqlQuery, request } from '../../../lib/graphql.ts';
import { filterOf } from '../model/report-choice.ts';
import type { ReportChoice } from '../model/report-choice.ts';

export type Report = WorkReportQuery['workReport'];
export type ReportElement = Report['elements'][number];
export type ReportCycle = NonNullable<ReportCyclesQuery['workReport']['cycles']>['cycles'][number];
export type TimelineVideo = ReportTimelineQuery['workReport']['videos'][number];
export type Comparison = WorkComparisonQuery['workComparison'];
export type Occurrences = ReportOccurrencesQuery['workReport']['occurrences'];

/** A report's choice whose recipe is known. */
export type KnownChoice = ReportChoice & { readonly recipeId: string };

/** Figures stay while those of another choice are made: nothing jumps. */
const KEPT = { placeholderData: keepPreviousData } as const;

const scopeOf = (choice: KnownChoice) => ({
  recipeId: choice.recipeId,
  filter: filterOf(choice),
  level: choice.level,
});

export function useReport(choice: KnownChoice) {
  const language = useLocale();
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return useQuery({
    ...graphqlQuery(WorkReportDocument, { ...scopeOf(choice), startId: choice.startId, timeZone, language }),
    ...KEPT,
    select: ({ workReport }) => workReport,
  });
}

/** The longest first; none where there is no whole cycle. */
export function useCycles(choice: KnownChoice) {
  return useQuery({
    ...graphqlQuery(ReportCyclesDocument, { ...scopeOf(choice), startId: choice.startId }),
    ...KEPT,
    select: ({ workReport }): readonly ReportCycle[] => workReport.cycles?.cycles ?? [],
  });
}

/** What is done in each video, in order of recording. */
export function useTimeline(choice: KnownChoice) {
  return useQuery({
    ...graphqlQuery(ReportTimelineDocument, scopeOf(choice)),
    ...KEPT,
    select: ({ workReport }): readonly TimelineVideo[] => workReport.videos,
  });
}

/** @param conceptId null: unknown */
export function useOccurrences(choice: KnownChoice, conceptId: string | null) {
  return useQuery({
    ...graphqlQuery(ReportOccurrencesDocument, { ...scopeOf(choice), conceptId }),
    select: ({ workReport }) => workReport.occurrences,
  });
}

export function useComparison(choice: KnownChoice) {
  const language = useLocale();
  const variables = {
    recipeId: choice.recipeId,
    before: filterOf(choice.before),
    after: filterOf(choice),
    level: choice.level,
    startId: choice.startId,
    language,
  };
  return useQuery({
    ...graphqlQuery(WorkComparisonDocument, variables),
    ...KEPT,
    select: ({ workComparison }) => workComparison,
  });
}

type PlacesPage = ReportPlacesQuery['videoLibraries']['nodes'];

/** Where videos come from, for choosing. */
export interface Places {
  readonly stations: readonly { readonly id: string; readonly path: readonly string[] }[];
  readonly libraries: PlacesPage;
}

/** Stations in the order of the plant's tree. */
export function usePlaces() {
  return useQuery({
    queryKey: ['ReportPlaces'],
    queryFn: async ({ signal }): Promise<Places> => {
      let stations: Places['stations'] = [];
      const libraries = await allPages(async (after) => {
        const page = await request(ReportPlacesDocument, { after }, { signal });
        stations = page.equipmentNodes.map(({ id, path }) => ({ id, path: path.map(({ name }) => name) }));
        return page.videoLibraries;
      });
      const order = new Intl.Collator();
      return {
        stations: stations.toSorted((one, other) => order.compare(one.path.join('\n'), other.path.join('\n'))),
        libraries,
      };
    },
  });
}

type ConceptNode = Extract<
  ReportConceptsQuery['node'],
  { readonly __typename: 'VocabularyVersion' }
>['contents']['nodes'][number];

/** All concepts of a published version, which never changes. */
export function conceptsQuery(versionId: string, language: string) {
  return queryOptions({
    queryKey: ['ReportConcepts', { versionId, language }] as const,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }): Promise<ConceptNode[]> =>
      allPages(async (after) => {
        const { node } = await request(ReportConceptsDocument, { versionId, after, language }, { signal });
        if (node?.__typename !== 'VocabularyVersion') throw new Error('there is no such version');
        return node.contents;
      }),
  });
}
