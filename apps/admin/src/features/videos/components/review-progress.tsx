'use client';

import { ActionIcon, Button, Group, Kbd, Progress, Text, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp, IconChevronLeft, IconCloudX } from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import type { ReviewTrack } from '../../../../generated/graphql.ts';
import { useShortcut } from '../../../lib/page-keys.tsx';
import { progressOf } from '../reviewing/progress.ts';
import type { Reviewing } from '../reviewing/reviewing.ts';
import type { Track } from '../timeline/track.ts';

interface Props {
  readonly track: Track;
  readonly written: ReviewTrack;
  readonly reviewing: Reviewing;
}

/** How far one has come, the way to what is left, and back. */
export function ReviewProgress({ track, written, reviewing }: Props) {
  const t = useTranslations('videos.review');
  const names = useTranslations('videos.tracks.name');
  const shortcut = useShortcut();
  const { lane, reviews, saving, canUndo, canRedo, undo, redo, save, goToUnreviewed } = reviewing;
  const { reviewedCount, segmentCount, unknownCount } = progressOf(track, reviews);
  const isLeft = reviewedCount < segmentCount;
  return (
    <>
      {written === 'work' ? (
        <div>
          <Text size="sm" fw={600} role="status" className="figures">
            {t('progress', { reviewed: reviewedCount, count: segmentCount, unknown: unknownCount })}
          </Text>
          <Progress
            value={(100 * reviewedCount) / Math.max(segmentCount, 1)}
            size={6}
            aria-label={t('progressLabel')}
          />
        </div>
      ) : (
        <Text size="sm" fw={600} role="status" className="figures">
          {t('saidOfTrack', { track: names(written), count: lane.length })}
        </Text>
      )}
      <Group justify="space-between" gap={4} wrap="nowrap">
        <Group gap={0} wrap="nowrap">
          <Step Icon={IconChevronLeft} label={t('previous')} isEnabled={isLeft} onStep={() => goToUnreviewed(-1)} />
          <Button
            variant="subtle"
            size="compact-sm"
            disabled={!isLeft}
            title={t('nextHint')}
            rightSection={
              <Kbd size="xs" aria-hidden>
                N
              </Kbd>
            }
            aria-keyshortcuts={shortcut('N')}
            onClick={() => goToUnreviewed(1)}
          >
            {t('next')}
          </Button>
        </Group>
        <Group gap={0} wrap="nowrap">
          <Step Icon={IconArrowBackUp} label={t('undo')} isEnabled={canUndo} onStep={undo} />
          <Step Icon={IconArrowForwardUp} label={t('redo')} isEnabled={canRedo} onStep={redo} />
        </Group>
      </Group>
      {saving === 'failed' ? (
        <Group gap={6} wrap="nowrap" role="alert">
          <IconCloudX size={16} aria-hidden />
          <Text size="sm">{t('notSaved')}</Text>
          <Button size="compact-sm" variant="default" onClick={() => void save()}>
            {t('saveAgain')}
          </Button>
        </Group>
      ) : null}
    </>
  );
}

interface StepProps {
  readonly Icon: Icon;
  readonly label: string;
  readonly isEnabled: boolean;
  readonly onStep: () => void;
}

function Step({ Icon: Sign, label, isEnabled, onStep }: StepProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" color="gray" size="lg" aria-label={label} disabled={!isEnabled} onClick={onStep}>
        <Sign size={18} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
