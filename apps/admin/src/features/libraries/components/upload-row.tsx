'use client';

import { ActionIcon, Group, Progress, Text } from '@mantine/core';
import { IconCheck, IconPlayerPause, IconPlayerPlay, IconX } from '@tabler/icons-react';
import { useLocale, useTranslations } from 'next-intl';
import { formatRemaining } from '../../../lib/remaining.ts';
import { formatBytes } from '../../../lib/format.ts';
import { summarize } from '../uploads/summary.ts';
import type { UploadItem, UploadProblem, UploadState } from '../uploads/upload-queue.ts';
import { uploads } from '../uploads/use-uploads.ts';
import { Problem } from './problem.tsx';

const COLORS: Partial<Readonly<Record<UploadState, string>>> = { paused: 'gray', waiting: 'gray', failed: 'red' };
/** Refusals that are told in people's language; the others in the server's words alone. */
const TOLD = [404, 413, 422, 507] as const;

interface Props {
  readonly item: UploadItem;
  readonly libraryName: string;
}

export function UploadRow({ item, libraryName }: Props) {
  const t = useTranslations('libraries.upload');
  const { id, name, sizeBytes, sentBytes, state, problem } = item;
  return (
    <li>
      <Group justify="space-between" gap="xs" wrap="nowrap">
        <Text size="sm" miw={0}>
          {name}
          <Text span size="xs" c="dimmed">
            {' → '}
            {libraryName}
          </Text>
        </Text>
        <Group gap={2} wrap="nowrap">
          {state === 'running' || state === 'waiting' ? (
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('pause', { name })}
              onClick={() => uploads.pause(id)}
            >
              <IconPlayerPause size={16} aria-hidden />
            </ActionIcon>
          ) : null}
          {state === 'paused' || state === 'failed' ? (
            <ActionIcon variant="subtle" aria-label={t('resume', { name })} onClick={() => uploads.resume(id)}>
              <IconPlayerPlay size={16} aria-hidden />
            </ActionIcon>
          ) : null}
          {state === 'done' ? <IconCheck size={16} color="var(--mantine-color-teal-text)" aria-hidden /> : null}
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={state === 'done' ? t('forget', { name }) : t('cancel', { name })}
            onClick={() => uploads.remove(id)}
          >
            <IconX size={16} aria-hidden />
          </ActionIcon>
        </Group>
      </Group>
      <Progress
        value={(sentBytes / Math.max(1, sizeBytes)) * 100}
        size={4}
        color={COLORS[state]}
        aria-label={t('progress', { name })}
      />
      {problem ? <Refusal problem={problem} /> : <Figures item={item} />}
    </li>
  );
}

function Figures({ item }: { readonly item: UploadItem }) {
  const t = useTranslations('libraries.upload');
  const locale = useLocale();
  const { etaMs } = summarize([item]);
  const { name, placedName, state, sentBytes, sizeBytes, bytesPerSecond, isInterrupted } = item;
  const figures = [
    isInterrupted ? t('interrupted') : t(`state.${state}`),
    state === 'done'
      ? formatBytes(sizeBytes, locale)
      : t('totalBytes', { sent: formatBytes(sentBytes, locale), total: formatBytes(sizeBytes, locale) }),
    bytesPerSecond ? t('rate', { rate: formatBytes(bytesPerSecond, locale) }) : null,
    etaMs === null ? null : t('eta', { time: formatRemaining(etaMs, locale) }),
    placedName === null || placedName === name ? null : t('renamed', { name: placedName }),
  ];
  return (
    <Text size="xs" c="dimmed" mt={2} style={{ fontVariantNumeric: 'tabular-nums' }}>
      {figures.filter((figure) => figure !== null).join(' · ')}
    </Text>
  );
}

function Refusal({ problem: { status, message } }: { readonly problem: UploadProblem }) {
  const t = useTranslations('libraries.upload');
  const known = TOLD.find((each) => each === status);
  if (status === null) return <Problem>{t('disconnected')}</Problem>;
  return (
    <Problem>
      {t(`problem.${known ?? 'other'}`)} <span lang="en">{message}</span>
    </Problem>
  );
}
