'use client';

import { Paper, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { QueryView } from '../../../components/query-view.tsx';
import { useRecognizedRecipes } from '../../../components/use-recognized-recipes.ts';
import { inTerms } from '../../../components/term.tsx';
import { CalibrateForm } from './calibrate-form.tsx';
import { CalibrationList } from './calibration-list.tsx';

/** Calibrates recipes that have recognised something, and lists what came of it. */
export function CalibrationSection() {
  const t = useTranslations('calibrations');
  const query = useRecognizedRecipes();
  return (
    <Stack component="section" gap="md" mt="xl" aria-label={t('title')}>
      <div>
        <Title order={2} size="h3">
          {t('title')}
        </Title>
        <Text size="sm" c="dimmed" maw={760}>
          {t.rich('hint', inTerms)}
        </Text>
      </div>
      <QueryView query={query} skeleton={<Skeleton h={220} />}>
        {(recipes) =>
          recipes.length === 0 ? null : (
            <Paper withBorder p="md">
              <CalibrateForm recipes={recipes} />
            </Paper>
          )
        }
      </QueryView>
      <CalibrationList />
    </Stack>
  );
}
