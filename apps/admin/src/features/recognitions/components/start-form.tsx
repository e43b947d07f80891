'use client';

import { Alert, Button, Checkbox, Fieldset, Group, SegmentedControl, Select, Text } from '@mantine/core';
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
import { editorAddress } from '../../../lib/editor-address.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { useErrorText } from '../../../lib/use-error-text.ts';
import { selectionOf, useChosenVideos } from '../api/chosen.ts';
import { draftFrom, pinnedBy, toRecipeInput } from '../api/draft.ts';
import type { RecipeDraft } from '../api/draft.ts';
import { mendingPlace, useRecipeTroubles } from '../api/recipe-checks.ts';
import { useStartRecognition } from '../api/start.ts';
import { EstimatePanel } from './estimate-panel.tsx';
import { PrioritySelect } from './priority-select.tsx';
import { RecipeFields } from './recipe-fields.tsx';
import { useRecipeSummary } from './recipe-summary.tsx';
import { RecipeTroubles } from './recipe-troubles.tsx';
import classes from './recognitions.module.css';
import { VideosField } from './videos-field.tsx';

/**
 * Which videos, by which recipe. The address holds the videos and the recipe, or the version of a vocabulary for a new one,
 * and whether results are to be held at first.
 */
export function StartForm({ choices }: { readonly choices: RecognitionChoicesQuery }) {
  const t = useTranslations('recognitions');
  const router = useRouter();
  const summaryOf = useRecipeSummary();
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
  const recipes = choices.recipes.nodes;
  const recipe = recipes.find(({ id }) => id === recipeId) ?? null;
  const pinned = recipe ? pinnedByRecipe(recipe) : pinnedBy(draft);
  const troubles = useRecipeTroubles(pinned);
  const place = mendingPlace(choices.vocabularies.nodes, pinned?.vocabularyVersionId);

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
      <Fieldset legend={t('recipe')}>
        {recipes.length > 0 ? (
          <SegmentedControl
            mb="sm"
            aria-label={t('recipe')}
            value={recipe ? 'existing' : 'new'}
            onChange={(value) => setRecipeId(value === 'existing' ? recipes[0]!.id : null)}
            data={[
              { value: 'new', label: t('form.newRecipe') },
              { value: 'existing', label: t('form.existingRecipe') },
            ]}
          />
        ) : null}
        {recipe ? (
          <>
            <Select
              label={t('form.existingRecipe')}
              data={recipes.map(({ id, name, externalId }) => ({ value: id, label: `${name} (${externalId})` }))}
              value={recipe.id}
              searchable
              allowDeselect={false}
              onChange={setRecipeId}
            />
            <Text size="sm" c="dimmed" mt="xs">
              {summaryOf(recipe)}
            </Text>
          </>
        ) : (
          <RecipeFields choices={choices} draft={draft} onChange={setDraft} error={start.error} isMissing={isMissing} />
        )}
        <RecipeTroubles
          troubles={troubles}
          addressOf={(externalId) =>
            place ? editorAddress(place.vocabularyId, place.number, externalId) : '/vocabularies'
          }
        />
      </Fieldset>
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
