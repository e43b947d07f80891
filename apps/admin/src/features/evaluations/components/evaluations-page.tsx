'use client';

import { Anchor, Button, Paper, Skeleton, Stack } from '@mantine/core';
import { IconTimeline } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { EmptyState } from '../../../components/empty-state.tsx';
import { PageHeader } from '../../../components/page-header.tsx';
import { QueryView } from '../../../components/query-view.tsx';
import { useRecognizedRecipes } from '../../../components/use-recognized-recipes.ts';
import { EvaluateForm } from './evaluate-form.tsx';
import { EvaluationList } from './evaluation-list.tsx';

/** Measures what learning from reviews is worth, and lists what was found. */
export function EvaluationsPage() {
  const t = useTranslations('evaluations');
  const adapters = useTranslations('adapters');
  const query = useRecognizedRecipes();
  return (
    <>
      <Anchor component={Link} href="/adapters" size="sm">
        {adapters('title')}
      </Anchor>
      <PageHeader title={t('title')} hint={t('hint')} />
      <QueryView query={query} skeleton={<Skeleton h={420} />}>
        {(recipes) => (
          <Stack gap="xl">
            {recipes.length === 0 ? (
              <Paper withBorder>
                <EmptyState icon={IconTimeline} title={t('noRecipe.title')} hint={t('noRecipe.hint')}>
                  <Button component={Link} href="/recognitions/new">
                    {t('noRecipe.start')}
                  </Button>
                </EmptyState>
              </Paper>
            ) : (
              <EvaluateForm recipes={recipes} />
            )}
            <EvaluationList recipes={recipes} />
          </Stack>
        )}
      </QueryView>
    </>
  );
}
