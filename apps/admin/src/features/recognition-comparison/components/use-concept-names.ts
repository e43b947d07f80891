'use client';

import { useTranslations } from 'next-intl';
import type { Comparison } from '../api/use-comparison.ts';

/** What the concepts of a comparison are called now; one that the vocabulary does not have any more, by its id there. */
export function useConceptNames(concepts: Comparison['concepts']): (conceptId: string | null) => string {
  const t = useTranslations('recognitionComparison');
  const names = new Map(
    concepts.map(({ conceptId, concept, content }) => [conceptId, content?.label ?? concept?.externalId]),
  );
  return (conceptId) => (conceptId === null ? t('unknown') : (names.get(conceptId) ?? t('gone')));
}
