'use client';

import { Button, Group, Paper, Text, Title } from '@mantine/core';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { Permitted } from '../../../components/permitted.tsx';
import { succeedingRecipe } from '../../../lib/succeeding-recipe.ts';
import { useErrorText } from '../../../lib/use-error-text.ts';
import { useMakeRecipe } from '../api/use-calibrations.ts';
import type { ReportedCalibration } from '../api/use-calibrations.ts';

/** Makes the recipe that recognises with the calibration, then leads to where videos are chosen for it. */
export function UseInRecipe({ calibration }: { readonly calibration: ReportedCalibration }) {
  const t = useTranslations('calibrations.use');
  const locale = useLocale();
  const errorText = useErrorText();
  const make = useMakeRecipe();
  const { id, recipe, createdAt } = calibration;
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'short' }).format(new Date(createdAt));
  // The name of a recipe with a calibration tells of that one.
  const base = recipe.calibration ? recipe.vocabularyVersion.vocabulary.name : recipe.name;
  const input = succeedingRecipe(recipe, { calibrationId: id, name: t('name', { recipe: base, day }) });
  return (
    <Paper withBorder p="md" component="section" aria-label={t('title')} className="screen-only">
      <Group justify="space-between" gap="md">
        <div style={{ flex: '1 1 300px' }}>
          <Title order={2} size="h5">
            {t(make.data ? 'made' : 'title')}
          </Title>
          <Text size="sm" c="dimmed" role={make.data ? 'status' : undefined}>
            {t(make.data ? 'madeHint' : input ? 'hint' : 'native', { name: recipe.name })}
          </Text>
          {make.error ? (
            <Text size="sm" c="var(--mantine-color-error)" role="alert">
              {errorText(make.error)}
            </Text>
          ) : null}
        </div>
        {make.data ? (
          <Button component={Link} href={`/recognitions/new?recipe=${make.data.id}&hold=yes`}>
            {t('start')}
          </Button>
        ) : input ? (
          <Permitted permission="operate">
            <Button loading={make.isPending} onClick={() => make.mutate(input)}>
              {t('make')}
            </Button>
          </Permitted>
        ) : null}
      </Group>
    </Paper>
  );
}
