'use client';

import { Anchor, Button, Group, Paper, Progress, Skeleton, Stack, Text } from '@mantine/core';
import { IconMapOff } from '@tabler/icons-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { EmptyState } from '../../../components/empty-state.tsx';
import { PageHeader } from '../../../components/page-header.tsx';
import { Permitted } from '../../../components/permitted.tsx';
import { PublicationPanel } from '../../../components/publication-panel.tsx';
import { QueryView } from '../../../components/query-view.tsx';
import { RunBadge } from '../../../components/run-badge.tsx';
import { formatMoment, formatPercent } from '../../../lib/format.ts';
import { formatRemaining } from '../../../lib/remaining.ts';
import { useMay } from '../../../lib/use-viewer.ts';
import { isActive, useRecognition } from '../api/progress.ts';
import type { PageRecognition } from '../api/progress.ts';
import { useControl } from '../api/control.ts';
import { ControlButtons } from './control-buttons.tsx';
import { Counts } from './counts.tsx';
import { PrioritySelect } from './priority-select.tsx';
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
          <EmptyState
            icon={IconMapOff}
            title={t('notFound')}
            hint={t('notFoundHint')}
            act={{ href: '/', label: t('toHome') }}
          />
        )
      }
    </QueryView>
  );
}

function RecognitionView({ recognition }: { readonly recognition: PageRecognition }) {
  const t = useTranslations('recognitions');
  const { id, recipe, priority } = recognition;
  const control = useControl(id);
  const mayOperate = useMay('operate');
  return (
    <>
      <Anchor component={Link} href="/recognitions" size="sm">
        {t('title')}
      </Anchor>
      <PageHeader title={recipe.name}>
        <ControlButtons recognition={recognition} control={control} />
        <Permitted permission="operate">
          <Button component={Link} href={`/recognitions/new?recipe=${recipe.id}`} variant="default">
            {t('sameRecipe')}
          </Button>
        </Permitted>
      </PageHeader>
      <Stack gap="md">
        <ProgressPanel recognition={recognition}>
          {isActive(recognition) ? (
            <PrioritySelect
              size="xs"
              value={priority}
              disabled={control.isPending || !mayOperate}
              onChange={(next) => control.mutate({ priority: next })}
            />
          ) : null}
        </ProgressPanel>
        <PublicationPanel key={recognition.state} recognitionId={id} isActive={isActive(recognition)} />
        <RecipeDetails recipe={recipe} />
        <RecognitionVideos id={id} isActive={isActive(recognition)} />
      </Stack>
    </>
  );
}

interface ProgressProps {
  readonly recognition: PageRecognition;
  readonly children: ReactNode;
}

function ProgressPanel({ recognition, children }: ProgressProps) {
  const t = useTranslations('recognitions');
  const locale = useLocale();
  const { state, pausedAt, progress, rate, etaMs, createdAt, finishedAt, failedCount } = recognition;
  const perMinute = rate === null ? null : rate * 60;
  const facts = [
    perMinute === null ? null : t('rate', { rate: perMinute.toFixed(perMinute < 10 ? 1 : 0) }),
    state === 'running' && etaMs !== null ? t('remaining', { time: formatRemaining(etaMs, locale) }) : null,
    pausedAt ? t('paused', { when: formatMoment(pausedAt, locale) }) : null,
    finishedAt
      ? t('finished', { when: formatMoment(finishedAt, locale) })
      : t('begun', { when: formatMoment(createdAt, locale) }),
  ].filter((fact) => fact !== null);
  return (
    <Paper withBorder p="sm" aria-label={t('column.progress')} component="section">
      <Group justify="space-between" mb={6}>
        <Group gap="xs">
          <RunBadge state={state} hasFailures={failedCount > 0} isPaused={pausedAt !== null} />
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
      <Group justify="space-between" align="flex-end" mt={6} gap="xs">
        <Text size="xs" c="dimmed" className="figures">
          {facts.join(' · ')}
        </Text>
        {children}
      </Group>
    </Paper>
  );
}
