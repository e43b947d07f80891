'use client';

import { Group, Progress, Stack, Text } from '@mantine/core';
import { useLocale, useTranslations } from 'next-intl';
import { ConceptMark } from '../../../components/concept-mark.tsx';
import { formatPercent } from '../../../lib/format.ts';
import type { PlayerClock } from '../timeline/player-clock.ts';
import { colorOf } from '../timeline/track.ts';
import type { Track } from '../timeline/track.ts';
import { useCurrentSegment, useFormatTime, useLabelOf } from './video-context.ts';

interface Props {
  readonly clock: PlayerClock;
  readonly track: Track;
}

/** What is done at the time of the player, and what it might be instead. */
export function NowPanel({ clock, track }: Props) {
  const t = useTranslations('videos.now');
  const labelOf = useLabelOf(track);
  const format = useFormatTime();
  const segment = track.segments[useCurrentSegment(clock, track)];
  return (
    <section aria-label={t('label')}>
      <Text size="xs" c="dimmed" fw={600}>
        {t('label')}
      </Text>
      {/* As high as with two runners-up, so that nothing below jumps. */}
      <Stack gap={4} mih={128}>
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
              <Likely key={runnerUp.conceptIndex} track={track} {...runnerUp} withLabel />
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
}

interface LikelyProps {
  readonly track: Track;
  readonly conceptIndex: number;
  readonly probability: number;
  readonly withLabel?: boolean;
}

function Likely({ track, conceptIndex, probability, withLabel = false }: LikelyProps) {
  const t = useTranslations('videos.now');
  const locale = useLocale();
  const label = useLabelOf(track)(conceptIndex);
  return (
    <Group gap={8} wrap="nowrap">
      <Progress
        value={probability * 100}
        color={colorOf(track, conceptIndex)}
        size={withLabel ? 6 : 10}
        style={{ flex: 'none' }}
        w={110}
        aria-label={`${label}: ${t('probability')}`}
      />
      <Text size="xs" ta="right" w={36} className="figures" style={{ flex: 'none' }}>
        {formatPercent(probability, locale)}
      </Text>
      {withLabel ? (
        <Text size="xs" c="dimmed" lh={1.3}>
          {label}
        </Text>
      ) : null}
    </Group>
  );
}
