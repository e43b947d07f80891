'use client';

import { useTranslations } from 'next-intl';
import { RecipeMaker } from '../../../components/recipe-maker.tsx';
import { localDay } from '../../../lib/local-time.ts';
import { succeedingRecipe } from '../../../lib/succeeding-recipe.ts';
import type { ReportedCalibration } from '../api/use-calibrations.ts';

/** The recipe that recognises with the calibration, to be named and made. */
export function UseInRecipe({ calibration }: { readonly calibration: ReportedCalibration }) {
  const t = useTranslations('calibrations.use');
  const { id, recipe, createdAt } = calibration;
  const vocabulary = recipe.vocabularyVersion.vocabulary.name;
  return (
    <RecipeMaker
      input={succeedingRecipe(recipe, { calibrationId: id })}
      suggestedName={t('name', { vocabulary, day: localDay(createdAt) })}
      hint={t('hint', { name: recipe.name })}
    />
  );
}
