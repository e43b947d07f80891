'use client';

import { Button, Text } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { TouchedRecipeFragment } from '../../../../generated/graphql.ts';
import { Permitted } from '../../../components/permitted.tsx';
import { succeedingRecipe } from '../../../lib/succeeding-recipe.ts';
import { useErrorText } from '../../../lib/use-error-text.ts';
import { useSucceedRecipe } from '../api/use-publish.ts';

interface Props {
  readonly recipe: TouchedRecipeFragment;
  /** The version that has just been published. */
  readonly versionId: string;
}

/** Makes the recipe that follows another one, then leads to where videos are chosen for it. */
export function NextRecipe({ recipe, versionId }: Props) {
  const t = useTranslations('vocabularyPublish.done');
  const errorText = useErrorText();
  const succeed = useSucceedRecipe();
  const input = succeedingRecipe(recipe, { vocabularyVersionId: versionId });
  if (!input) return <Text size="sm">{t('recipeNative')}</Text>;
  if (succeed.data) {
    return (
      <Button component={Link} href={`/recognitions/new?recipe=${succeed.data.id}`}>
        {t('recipeStart')}
      </Button>
    );
  }
  return (
    <div>
      <Permitted permission="operate">
        <Button variant="light" loading={succeed.isPending} onClick={() => succeed.mutate(input)}>
          {t('recipeMake')}
        </Button>
      </Permitted>
      {succeed.error ? (
        <Text size="xs" c="red" role="alert" mt={4}>
          {errorText(succeed.error)}
        </Text>
      ) : null}
    </div>
  );
}
