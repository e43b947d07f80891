'use client';

import { Anchor, Button, Group, Paper, Progress, Skeleton, Stack, Text } from '@mantine/core';
import { IconMapOff } from '@tabler/icons-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { EmptyState } from '../../../components/empty-state.tsx';
import { PageHeader } from '../../../components/page-header.tsx';
import { PublicationPanel } from '../../../components/publication-panel.tsx';
import { QueryView } from '../../../components/query-view.tsx';
import { RunBadge } from '../../../components/run-badge.tsx';
import { formatMoment, formatPercent } from '../../../lib/format.ts';
import { formatRemaining } from '../../../lib/remaining.ts';
import { isActive, useRecognition } from '../api/progress.ts';
import type { PageRecognition } from '../api/progress.ts';
import { videosPerMinute } from '../api/rate.ts';
import { CancelButton } from './cancel-button.tsx';
import { Counts } from './counts.tsx';
import { RecipeDetails } from './recipe-details.tsx';
import { RecognitionVideos } from './recognition-videos.tsx';

/** One recognition: how far it is, and what became of each video. */
export function RecognitionPage({ id }: { readonly id: string }) {
  const t = useTranslations('common.state');
  const { query, recognition } = useRecognition(id);
  return (
    <QueryView query={query} skeleton={<Skeleton h={360} />}>
      {() =>
        recognition ? (
          <RecognitionView recognition={recognition} />
        ) : (
          <EmptyState icon={IconMapOff} title={t('notFound')} hint={t('notFoundHint')} />
        )
      }
    </QueryView>
  );
}

function RecognitionView({ recognition }: { readonly recognition: PageRecognition }) {
  const t = useTranslations('recognitions');
  const { id, recipe } = recognition;
  return (
    <>
      <Anchor component={Link} href="/recognitions" size="sm">
        {t('title')}
      </Anchor>
      <PageHeader title={recipe.name}>
        {isActive(recognition) ? <CancelButton recognition={recognition} /> : null}
        <Button component={Link} href={`/recognitions/new?recipe=${recipe.id}`} variant="default">
          {t('sameRecipe')}
        </Button>
      </PageHeader>
      <Stack gap="md">
        <ProgressPanel recognition={recognition} />
        <PublicationPanel key={recognition.state} recognitionId={id} isActive={isActive(recognition)} />
        <RecipeDetails recipe={recipe} />
        <RecognitionVideos id={id} isActive={isActive(recognition)} />
      </Stack>
    </>
  );
}

function ProgressPanel({ recognition }: { readonly recognition: PageRecognition }) {
  const t = useTranslations('recognitions');
  const locale = useLocale();
  const { state, progress, etaMs, createdAt, finishedAt, failedCount } = recognition;
  const perMinute = videosPerMinute(recognition, Date.now());
  const facts = [
    perMinute === null ? null : t('rate', { rate: perMinute.toFixed(perMinute < 10 ? 1 : 0) }),
    state === 'running' && etaMs !== null ? t('remaining', { time: formatRemaining(etaMs, locale) }) : null,
    finishedAt
      ? t('finished', { when: formatMoment(finishedAt, locale) })
      : t('begun', { when: formatMoment(createdAt, locale) }),
  ].filter((fact) => fact !== null);
  return (
    <Paper withBorder p="sm" aria-label={t('column.progress')} component="section">
      <Group justify="space-between" mb={6}>
        <Group gap="xs">
          <RunBadge state={state} hasFailures={failedCount > 0} />
          <Counts {...recognition} />
        </Group>
        <Text size="sm" fw={600} className="figures">
          {formatPercent(progress, locale)}
        </Text>
      </Group>
      <Progress
        value={progress * 100}
        color={state === 'cancelled' ? 'gray' : failedCount > 0 ? 'orange' : 'teal'}
        aria-label={t('column.progress')}
        animated={state === 'running'}
      />
      <Text size="xs" c="dimmed" mt={6} className="figures">
        {facts.join(' · ')}
      </Text>
    </Paper>
  );
}
