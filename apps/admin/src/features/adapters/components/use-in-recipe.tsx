'use client';

import { useTranslations } from 'next-intl';
import { RecipeMaker } from '../../../components/recipe-maker.tsx';
import { localDay } from '../../../lib/local-time.ts';
import { succeedingRecipe } from '../../../lib/succeeding-recipe.ts';
import type { ReportedAdapter } from '../api/use-adapters.ts';

/** The recipe that recognises with the adapter, to be named and made. */
export function UseInRecipe({ adapter }: { readonly adapter: ReportedAdapter }) {
  const t = useTranslations('adapters.use');
  const { id, recipe, createdAt } = adapter;
  const vocabulary = recipe.vocabularyVersion.vocabulary.name;
  return (
    <RecipeMaker
      input={succeedingRecipe(recipe, { adapterId: id })}
      suggestedName={t('name', { vocabulary, day: localDay(createdAt) })}
      hint={t('hint', { name: recipe.name })}
    />
  );
}
