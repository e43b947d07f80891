'use client';

import { useTranslations } from 'next-intl';
import type { RecipeFactsFragment } from '../../../../generated/graphql.ts';

/** What a recipe is made of, in one line. */
export function useRecipeSummary(): (recipe: RecipeFactsFragment) => string {
  const t = useTranslations('recognitions');
  return ({ vocabularyVersion, promptSetVersion, encoder, adapter, calibration, fps }) =>
    [
      t('version', { name: vocabularyVersion.vocabulary.name, number: vocabularyVersion.number }),
      t('version', { name: promptSetVersion.promptSet.name, number: promptSetVersion.number }),
      encoder.title,
      fps === null ? t('everyFrame') : t('fpsValue', { fps: String(fps) }),
      adapter && t('adapterValue', { name: adapter.name }),
      calibration && t('calibrated'),
    ]
      .filter(Boolean)
      .join(' · ');
}
