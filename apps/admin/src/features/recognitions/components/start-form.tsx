'use client';

import { Alert, Button, Checkbox, Group } from '@mantine/core';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type {
  CheckPromptsInput,
  Priority,
  RecipeFactsFragment,
  RecognitionChoicesQuery,
} from '../../../../generated/graphql.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { useErrorText } from '../../../lib/use-error-text.ts';
import { selectionOf, useChosenVideos } from '../api/chosen.ts';
import { draftFrom, pinnedBy, toRecipeInput } from '../api/draft.ts';
import type { RecipeDraft } from '../api/draft.ts';
import { useRecipeTroubles } from '../api/recipe-checks.ts';
import { useStartRecognition } from '../api/start.ts';
import { EstimatePanel } from './estimate-panel.tsx';
import { PrioritySelect } from './priority-select.tsx';
import { RecipeChoice } from './recipe-choice.tsx';
import classes from './recognitions.module.css';
import { VideosField } from './videos-field.tsx';

/**
 * Which videos, by which recipe. The address holds the videos and the recipe, or the version of a vocabulary for a new one,
 * and whether results are to be held at first.
 */
export function StartForm({ choices }: { readonly choices: RecognitionChoicesQuery }) {
  const t = useTranslations('recognitions');
  const router = useRouter();
  const errorText = useErrorText();
  const { chosen, setVideos, setLibraries, setCondition } = useChosenVideos();
  const [recipeId, setRecipeId] = useUrlState('recipe');
  const [versionId] = useUrlState('vocabulary');
  const [draft, setDraft] = useState<RecipeDraft>(() => draftFrom(choices, versionId));
  const [priority, setPriority] = useState<Priority>('normal');
  const [isMissing, setIsMissing] = useState(false);
  const [hold] = useUrlState('hold');
  const [isHeld, setIsHeld] = useState(hold !== null);
  const start = useStartRecognition((id) => router.push(`/recognitions/${id}`));
  const videos = selectionOf(chosen);
  const recipe = choices.recipes.nodes.find(({ id }) => id === recipeId) ?? null;
  const pinned = recipe ? pinnedByRecipe(recipe) : pinnedBy(draft);
  const troubles = useRecipeTroubles(pinned);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const input = recipe ? recipe.id : toRecipeInput(draft);
    setIsMissing(!input || !videos);
    if (input && videos) start.mutate({ recipe: input, videos, priority, isHeld });
  };
  return (
    <form onSubmit={submit} className={classes.form} noValidate>
      <VideosField
        libraries={choices.videoLibraries.nodes}
        chosen={chosen}
        onVideos={setVideos}
        onLibraries={setLibraries}
        onCondition={setCondition}
        error={isMissing && !videos ? t('form.needsVideos') : undefined}
      />
      <RecipeChoice
        choices={choices}
        recipe={recipe}
        onRecipe={setRecipeId}
        draft={draft}
        onDraft={setDraft}
        troubles={troubles}
        versionId={pinned?.vocabularyVersionId}
        error={start.error}
        isMissing={isMissing}
      />
      {videos && pinned ? <EstimatePanel input={{ ...videos, ...estimated(recipe, draft) }} /> : null}
      <Checkbox
        label={t('form.hold')}
        description={t('form.holdHint')}
        checked={isHeld}
        onChange={({ currentTarget }) => setIsHeld(currentTarget.checked)}
      />
      {start.error ? (
        <Alert color="red" variant="light" title={t('form.failed')} role="alert">
          {errorText(start.error)}
        </Alert>
      ) : null}
      <Group justify="flex-end" align="flex-end">
        <PrioritySelect value={priority} onChange={setPriority} />
        <Button
          type="submit"
          size="md"
          loading={start.isPending}
          disabled={troubles.some(({ isRefused }) => isRefused)}
        >
          {t('form.start')}
        </Button>
      </Group>
    </form>
  );
}

/** What decides how much there is to do: the recipe, or what one will be made of. */
function estimated(recipe: RecipeFactsFragment | null, { encoderId, fps }: RecipeDraft) {
  return recipe ? { recipeId: recipe.id } : { encoderId, fps };
}

function pinnedByRecipe({ vocabularyVersion, promptSetVersion, encoder }: RecipeFactsFragment): CheckPromptsInput {
  return {
    vocabularyVersionId: vocabularyVersion.id,
    promptSetVersionId: promptSetVersion.id,
    encoderId: encoder.id,
  };
}
