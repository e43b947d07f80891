'use client';

import { Group, Kbd, Progress, Stack, Text, UnstyledButton } from '@mantine/core';
import { useLocale, useTranslations } from 'next-intl';
import { memo } from 'react';
import { ConceptMark } from '../../../components/concept-mark.tsx';
import { formatPercent } from '../../../lib/format.ts';
import type { Reviewing } from '../reviewing/reviewing.ts';
import type { PlayerClock } from '../timeline/player-clock.ts';
import { colorOf } from '../timeline/track.ts';
import type { Track } from '../timeline/track.ts';
import classes from './review.module.css';
import { useCurrentSegment, useFormatTime, useLabelOf } from './video-context.ts';

interface Props {
  readonly clock: PlayerClock;
  readonly track: Track;
  readonly reviewing: Reviewing;
}

/** What is done at the time of the player, and what it might be instead: a click says so. */
export const NowPanel = memo(function NowPanel({ clock, track, reviewing }: Props) {
  const t = useTranslations('videos.now');
  const labelOf = useLabelOf(track);
  const format = useFormatTime();
  const segment = track.segments[useCurrentSegment(clock, track)];
  return (
    <section aria-label={t('label')}>
      <Text size="xs" c="dimmed" fw={600}>
        {t('label')}
      </Text>
      {/* As high as with three runners-up, so that nothing below jumps. */}
      <Stack gap={2} mih={150}>
        {segment ? (
          <>
            <Group gap={8} wrap="nowrap" align="baseline">
              <ConceptMark color={colorOf(track, segment.conceptIndex)} />
              <Text fw={700} size="lg" lh={1.35}>
                {labelOf(segment.conceptIndex)}
              </Text>
            </Group>
            <Text size="xs" c="dimmed" className="figures">
              {format(segment.startMs)} – {format(segment.endMs)}
            </Text>
            {segment.conceptIndex >= 0 ? <Likely track={track} {...segment} /> : null}
            {segment.runnersUp.map((runnerUp) => (
              <RunnerUp key={runnerUp.conceptIndex} track={track} reviewing={reviewing} {...runnerUp} />
            ))}
          </>
        ) : (
          <Text size="sm" c="dimmed" mt={4}>
            {t('nothing')}
          </Text>
        )}
      </Stack>
    </section>
  );
});

interface LikelyProps {
  readonly track: Track;
  readonly conceptIndex: number;
  readonly probability: number;
}

function RunnerUp({ reviewing: { isOpen, keys, say }, ...likely }: LikelyProps & { readonly reviewing: Reviewing }) {
  const t = useTranslations('videos.review');
  const { track, conceptIndex } = likely;
  const label = useLabelOf(track)(conceptIndex);
  const key = keys.get(conceptIndex);
  const words = (
    <>
      <Likely {...likely} isSmall />
      <Text span size="xs" lh={1.3} className={classes.label}>
        {label}
      </Text>
      {key === undefined ? null : <Kbd size="xs">{key.toUpperCase()}</Kbd>}
    </>
  );
  if (!isOpen || !track.concepts[conceptIndex]?.isActive) return <div className={classes.choice}>{words}</div>;
  return (
    <UnstyledButton className={classes.choice} title={t('say', { label })} onClick={() => say(conceptIndex)}>
      {words}
    </UnstyledButton>
  );
}

function Likely({ track, conceptIndex, probability, isSmall = false }: LikelyProps & { readonly isSmall?: boolean }) {
  const t = useTranslations('videos.now');
  const locale = useLocale();
  const label = useLabelOf(track)(conceptIndex);
  return (
    <Group gap={8} wrap="nowrap">
      <Progress
        value={probability * 100}
        color={colorOf(track, conceptIndex)}
        size={isSmall ? 6 : 10}
        style={{ flex: 'none' }}
        w={110}
        aria-label={`${label}: ${t('probability')}`}
      />
      <Text size="xs" ta="right" w={36} className="figures" style={{ flex: 'none' }}>
        {formatPercent(probability, locale)}
      </Text>
    </Group>
  );
}
