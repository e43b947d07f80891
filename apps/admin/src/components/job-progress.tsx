'use client';

import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { useFormatter, useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { JobProgressFragment } from '../../generated/graphql.ts';
import { formatRemaining } from '../lib/remaining.ts';
import { formatBytes } from '../lib/format.ts';
import { useIsStill } from '../lib/use-is-still.ts';
import { Permitted } from './permitted.tsx';

/** A download from which so long nothing has come is tried again by the server. */
const STILL_MS = 8000;

interface Props {
  readonly job: JobProgressFragment;
  /** What it is doing. */
  readonly label: ReactNode;
  /** For those who cannot see the bar. */
  readonly name: string;
  readonly onCancel?: () => void;
  readonly isCancelling?: boolean;
}

/** A job that waits or runs: bar, counts, rate and the time that is left. */
export function JobProgress({ job, label, name, onCancel, isCancelling = false }: Props) {
  const t = useTranslations('common.run');
  const stop = useTranslations('jobs')('cancel');
  const isOpen = job.progress === null && job.state === 'running';
  return (
    <Stack gap={4}>
      <Group justify="space-between" gap="xs" wrap="nowrap">
        <Text size="sm" component="div" fw={500} miw={0}>
          {label}
        </Text>
        {onCancel ? (
          <Permitted permission="operate">
            <Button size="compact-xs" variant="default" onClick={onCancel} loading={isCancelling}>
              {stop}
            </Button>
          </Permitted>
        ) : null}
      </Group>
      <Progress.Root size={6}>
        <Progress.Section
          value={isOpen ? 100 : (job.progress ?? 0) * 100}
          striped={isOpen}
          animated={isOpen}
          aria-label={name}
          aria-valuetext={job.progress === null ? t(job.state) : `${Math.round(job.progress * 100)} %`}
        />
      </Progress.Root>
      <Text size="xs" c="dimmed" style={{ fontVariantNumeric: 'tabular-nums' }}>
        <JobFigures job={job} />
      </Text>
    </Stack>
  );
}

function JobFigures({ job }: { readonly job: JobProgressFragment }) {
  const t = useTranslations('jobProgress');
  const state = useTranslations('common.run')(job.recognition?.pausedAt ? 'paused' : job.state);
  const locale = useLocale();
  const format = useFormatter();
  const isStill = useIsStill(job.doneCount, STILL_MS) && job.unit === 'bytes';
  const count = (value: number) =>
    job.unit === 'bytes' ? formatBytes(value, locale) : format.number(value, { maximumFractionDigits: 1 });
  if (job.state !== 'running') return state;
  const parts = [
    job.totalCount > 0 ? t(job.unit, { done: count(job.doneCount), total: count(job.totalCount) }) : state,
    isStill ? t('retrying') : null,
    job.rate === null || isStill ? null : t(`${job.unit}Rate`, { rate: count(job.rate) }),
    job.etaMs === null || isStill ? null : t('eta', { time: formatRemaining(job.etaMs, locale) }),
  ];
  return parts.filter((part) => part !== null).join(' · ');
}
