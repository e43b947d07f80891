'use client';

import { useQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { conceptColors, inOrderOfCreation, UNKNOWN_COLOR } from '../../../lib/concept-colors.ts';
import { conceptsQuery } from '../api/use-report.ts';

/** Something that a report says of a concept; without one: of unknown time. */
export interface OfConcept {
  readonly concept: { readonly id: string; readonly externalId: string } | null;
  /** Null also where the version has split or retired it. */
  readonly content: { readonly label: string } | null;
}

/** What concepts are called, look like and are. */
export interface Concepts {
  readonly labelOf: (row: OfConcept) => string;
  readonly colorOf: (row: Pick<OfConcept, 'concept'>) => string;
  /** By id alone, for parts of cycles; null: unknown. */
  readonly named: (conceptId: string | null) => OfConcept;
  /** First value of a facet, its own or that of the nearest concept above. */
  readonly facetOf: (conceptId: string, facet: string) => string | undefined;
}

/** The concepts of a report's version; colours come with them, labels are there before. */
export function useConcepts(versionId: string): Concepts {
  const t = useTranslations('reports');
  const { data } = useQuery(conceptsQuery(versionId, useLocale()));
  return useMemo(() => {
    const contents = data ?? [];
    const byId = new Map(contents.map((content) => [content.concept.id, content]));
    const byExternalId = new Map(contents.map((content) => [content.concept.externalId, content]));
    const above = (externalId: string) => byExternalId.get(externalId)?.broader?.concept.externalId;
    const colorOf = conceptColors(inOrderOfCreation(contents.map(({ concept }) => concept)), above);
    return {
      labelOf: ({ concept, content }) =>
        content?.label ?? (concept === null ? t('unknown') : t('retired', { id: concept.externalId })),
      colorOf: ({ concept }) => (concept === null ? UNKNOWN_COLOR : colorOf(concept.externalId)),
      named: (conceptId) => {
        const content = byId.get(conceptId ?? '');
        return content ? { concept: content.concept, content } : { concept: null, content: null };
      },
      facetOf: (conceptId, facet) => {
        let content = byId.get(conceptId);
        for (; content; content = byExternalId.get(content.broader?.concept.externalId ?? '')) {
          const [value] = content.facets.find((each) => each.facet === facet)?.values ?? [];
          if (value !== undefined) return value;
        }
        return undefined;
      },
    };
  }, [data, t]);
}
