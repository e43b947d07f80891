'use client';

import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { ImpactFragment } from '../../../../generated/graphql.ts';
import { PageHeader } from '../../../components/page-header.tsx';
import { Permitted } from '../../../components/permitted.tsx';
import { editorAddress } from '../../../lib/editor-address.ts';
import type { PublishedVocabulary } from '../api/use-publish.ts';
import { NextRecipe } from './next-recipe.tsx';

/** The version that has been published, and what it touched. */
export interface Outcome {
  readonly id: string;
  readonly number: number;
  /** Number of the version before. */
  readonly before: number | null;
  readonly impact: ImpactFragment;
}

interface Props {
  readonly vocabulary: PublishedVocabulary;
  readonly outcome: Outcome;
}

/** What there is to do after a version has been published. */
export function WhatNext({ vocabulary: { id }, outcome }: Props) {
  const t = useTranslations('vocabularyPublish.done');
  const { number, before, impact } = outcome;
  return (
    <>
      <PageHeader title={t('title', { number })} hint={t(before === null ? 'hintFirst' : 'hint')}>
        {before === null ? null : (
          <Button component={Link} variant="default" href={`/vocabularies/${id}/compare?from=${before}&to=${number}`}>
            {t('compare')}
          </Button>
        )}
        <Button component={Link} variant="default" href={editorAddress(id, number)}>
          {t('editor')}
        </Button>
      </PageHeader>
      <Stack gap="sm" maw={760} role="status">
        {impact.undecidedReviewCount > 0 ? (
          <Step title={t('reviewTitle', { count: impact.undecidedReviewCount })} hint={t('reviewHint')}>
            <Button component={Link} href={`/reviews?show=splits&vocabulary=${id}`}>
              {t('reviewOpen')}
            </Button>
          </Step>
        ) : null}
        {impact.recipes.map((recipe) => (
          <Step key={recipe.id} title={t('recipeTitle', { name: recipe.name })} hint={t('recipeHint')}>
            <NextRecipe recipe={recipe} versionId={outcome.id} />
          </Step>
        ))}
        {impact.recipes.length === 0 ? (
          <Step title={t('recognise')} hint={t('recogniseHint')}>
            <Permitted permission="operate">
              <Button component={Link} href={`/recognitions/new?vocabulary=${outcome.id}`}>
                {t('recognise')}
              </Button>
            </Permitted>
          </Step>
        ) : null}
      </Stack>
    </>
  );
}

interface StepProps {
  readonly title: string;
  readonly hint: string;
  readonly children: ReactNode;
}

function Step({ title, hint, children }: StepProps) {
  return (
    <Paper withBorder p="md" component="section" aria-label={title}>
      <Group justify="space-between" gap="md">
        <div style={{ flex: '1 1 300px' }}>
          <Title order={2} size="h5">
            {title}
          </Title>
          <Text size="sm" c="dimmed">
            {hint}
          </Text>
        </div>
        {children}
      </Group>
    </Paper>
  );
}
