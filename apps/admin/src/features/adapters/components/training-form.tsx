'use client';

import { Alert, Paper, Select, Skeleton, Stack, Title } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { LearningProgress } from '../../../components/learning-progress.tsx';
import { isLearning, useLatestLearning } from '../../../components/use-learning-jobs.ts';
import { QueryView } from '../../../components/query-view.tsx';
import { useErrorText } from '../../../lib/use-error-text.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { useReadiness, useTrainAdapter } from '../api/use-training.ts';
import type { RecognizedRecipe } from '../../../components/use-recognized-recipes.ts';
import { ReadinessView } from './readiness-view.tsx';
import { TrainButton } from './train-button.tsx';

/** Whose words and embeddings are used, what there is to learn from, and the training itself. The address holds the recipe. */
export function TrainingForm({ recipes }: { readonly recipes: readonly RecognizedRecipe[] }) {
  const t = useTranslations('adapters.train');
  const errorText = useErrorText();
  const [chosen, choose] = useUrlState('recipe');
  const recipe = recipes.find(({ id }) => id === chosen) ?? recipes[0]!;
  const query = useReadiness(recipe.id);
  const latest = useLatestLearning('train');
  const train = useTrainAdapter();
  return (
    <Paper withBorder p="md" component="section" aria-label={t('title')}>
      <Stack gap="md">
        <Title order={2} size="h4">
          {t('title')}
        </Title>
        <Select
          label={t('recipe')}
          description={t('recipeHint')}
          maw={560}
          data={recipes.map(({ id, name, externalId }) => ({ value: id, label: `${name} (${externalId})` }))}
          value={recipe.id}
          onChange={choose}
          searchable
          allowDeselect={false}
        />
        <QueryView query={query} skeleton={<Skeleton h={220} />}>
          {(readiness) => (
            <>
              <ReadinessView readiness={readiness} recipeId={recipe.id} />
              <TrainButton
                isReady={readiness.isReady}
                isBusy={train.isPending || (latest !== null && isLearning(latest))}
                onTrain={(options) => train.mutate({ recipeId: recipe.id, ...options })}
              />
            </>
          )}
        </QueryView>
        {train.error ? (
          <Alert color="red" variant="light" role="alert">
            {errorText(train.error)}
          </Alert>
        ) : null}
        {latest ? <LearningProgress makes="adapters" job={latest} isOwn={latest.id === train.data?.id} /> : null}
      </Stack>
    </Paper>
  );
}
