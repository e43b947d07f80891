'use client';

import { Fieldset, SegmentedControl, Select, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { RecipeFactsFragment, RecognitionChoicesQuery } from '../../../../generated/graphql.ts';
import { editorAddress } from '../../../lib/editor-address.ts';
import type { RecipeDraft } from '../api/draft.ts';
import { mendingPlace } from '../api/recipe-checks.ts';
import type { RecipeTrouble } from '../api/recipe-checks.ts';
import { RecipeFields } from './recipe-fields.tsx';
import { useRecipeSummary } from './recipe-summary.tsx';
import { RecipeTroubles } from './recipe-troubles.tsx';

interface Props {
  readonly choices: RecognitionChoicesQuery;
  /** One that there is; null: one is made from the draft. */
  readonly recipe: RecipeFactsFragment | null;
  readonly onRecipe: (id: string | null) => void;
  readonly draft: RecipeDraft;
  readonly onDraft: (draft: RecipeDraft) => void;
  /** What is wrong with the recipe's words. */
  readonly troubles: readonly RecipeTrouble[];
  readonly versionId: string | undefined;
  readonly error: Error | null;
  readonly isMissing: boolean;
}

/** A recipe that there is, or what a new one is made of; and what of its words no encoder can be given. */
export function RecipeChoice(props: Props) {
  const { choices, recipe, onRecipe, draft, onDraft, troubles, versionId, error, isMissing } = props;
  const t = useTranslations('recognitions');
  const recipes = choices.recipes.nodes;
  const place = mendingPlace(choices.vocabularies.nodes, versionId);
  return (
    <Fieldset legend={t('recipe')}>
      {recipes.length > 0 ? (
        <SegmentedControl
          mb="sm"
          aria-label={t('recipe')}
          value={recipe ? 'existing' : 'new'}
          onChange={(value) => onRecipe(value === 'existing' ? recipes[0]!.id : null)}
          data={[
            { value: 'new', label: t('form.newRecipe') },
            { value: 'existing', label: t('form.existingRecipe') },
          ]}
        />
      ) : null}
      {recipe ? (
        <KnownRecipe recipes={recipes} recipe={recipe} onRecipe={onRecipe} />
      ) : (
        <RecipeFields choices={choices} draft={draft} onChange={onDraft} error={error} isMissing={isMissing} />
      )}
      <RecipeTroubles
        troubles={troubles}
        addressOf={(externalId) =>
          place ? editorAddress(place.vocabularyId, place.number, externalId) : '/vocabularies'
        }
      />
    </Fieldset>
  );
}

interface KnownRecipeProps {
  readonly recipes: RecognitionChoicesQuery['recipes']['nodes'];
  readonly recipe: RecipeFactsFragment;
  readonly onRecipe: (id: string | null) => void;
}

function KnownRecipe({ recipes, recipe, onRecipe }: KnownRecipeProps) {
  const t = useTranslations('recognitions.form');
  const summaryOf = useRecipeSummary();
  return (
    <>
      <Select
        label={t('existingRecipe')}
        data={recipes.map(({ id, name, externalId }) => ({ value: id, label: `${name} (${externalId})` }))}
        value={recipe.id}
        searchable
        allowDeselect={false}
        onChange={onRecipe}
      />
      <Text size="sm" c="dimmed" mt="xs">
        {summaryOf(recipe)}
      </Text>
    </>
  );
}
