'use client';

import { Button, Paper, Skeleton, Stack } from '@mantine/core';
import { IconChartDots, IconTimeline } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { EmptyState } from '../../../components/empty-state.tsx';
import { PageHeader } from '../../../components/page-header.tsx';
import { QueryView } from '../../../components/query-view.tsx';
import { useRecognizedRecipes } from '../../../components/use-recognized-recipes.ts';
import { inTerms } from '../../../components/term.tsx';
import { AdapterList } from './adapter-list.tsx';
import { AdaptersInUse } from './adapters-in-use.tsx';
import { TrainingForm } from './training-form.tsx';

/** Trains adapters, and lists what came of it. */
export function AdaptersPage() {
  const t = useTranslations('adapters');
  const query = useRecognizedRecipes();
  return (
    <>
      <PageHeader title={t('title')} hint={t.rich('hint', inTerms)}>
        <Button
          component={Link}
          href="/evaluations"
          variant="default"
          leftSection={<IconChartDots size={16} aria-hidden />}
        >
          {t('evaluate')}
        </Button>
      </PageHeader>
      <Stack gap="xl">
        <QueryView query={query} skeleton={<Skeleton h={320} />}>
          {(recipes) =>
            recipes.length === 0 ? (
              <Paper withBorder>
                <EmptyState icon={IconTimeline} title={t('noRecipe.title')} hint={t('noRecipe.hint')}>
                  <Button component={Link} href="/recognitions/new">
                    {t('noRecipe.start')}
                  </Button>
                </EmptyState>
              </Paper>
            ) : (
              <TrainingForm recipes={recipes} />
            )
          }
        </QueryView>
        <AdaptersInUse />
        <AdapterList />
      </Stack>
    </>
  );
}
