'use client';

import { ActionIcon, Button, Group, SegmentedControl, Title, Tooltip } from '@mantine/core';
import { IconKeyboard, IconZoomIn, IconZoomOut } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import type { ReviewTrack } from '../../../../generated/graphql.ts';
import type { ShownLane } from '../api/use-reviews.ts';
import type { Reviewing } from '../reviewing/reviewing.ts';
import type { AxisStore } from '../timeline/axis-store.ts';
import type { PlayerClock } from '../timeline/player-clock.ts';
import type { Track } from '../timeline/track.ts';
import { DrawingSwitches } from './drawing-switches.tsx';
import { HeatChoice } from './heat-choice.tsx';
import { Overview } from './overview.tsx';
import { Timeline } from './timeline.tsx';
import classes from './timeline.module.css';
import { TrackSwitches } from './track-switches.tsx';
import { useAxis, useAxisWidth, zoomAtPlayer } from './use-axis.ts';
import type { Heat } from './use-heat.ts';
import { useTimeFormat } from './video-context.ts';

interface Props {
  readonly clock: PlayerClock;
  readonly track: Track;
  readonly compared: Track | null;
  readonly reviewing: Reviewing;
  /** What has been said; the work first. */
  readonly lanes: readonly ShownLane[];
  /** The track that is spoken of. */
  readonly written: ReviewTrack;
  readonly onWrite: (track: ReviewTrack) => void;
  readonly trackName: string;
  readonly comparedName: string;
  readonly heat: Heat;
  readonly axis: AxisStore;
  readonly durationMs: number;
  readonly onHelp: () => void;
}

/** Overview and timeline, one above the other on the same width. */
export function TimelinePanel({ axis, durationMs, onHelp, ...tracks }: Props) {
  const t = useTranslations('videos');
  const [format, setFormat] = useTimeFormat();
  const measure = useAxisWidth(axis, tracks.clock, durationMs);
  const buttons = [
    { label: t('timeline.zoomOut'), Icon: IconZoomOut, act: () => zoomAtPlayer(axis, tracks.clock, 1 / 1.5) },
    { label: t('timeline.zoomIn'), Icon: IconZoomIn, act: () => zoomAtPlayer(axis, tracks.clock, 1.5) },
    { label: t('timeline.keys'), Icon: IconKeyboard, act: onHelp, className: 'of-keys' },
  ];
  return (
    <section aria-label={t('timeline.label')}>
      <Group justify="space-between" mb={6} gap="xs">
        <Title order={2} size="h4">
          {t('timeline.label')}
        </Title>
        <Group gap={4}>
          <TrackSwitches lanes={tracks.lanes} written={tracks.written} onWrite={tracks.onWrite} />
          {tracks.reviewing.isOpen ? <DrawingSwitches /> : null}
          <SegmentedControl
            size="xs"
            aria-label={t('times')}
            value={format}
            onChange={setFormat}
            data={[
              { value: 'clock', label: t('clock') },
              { value: 'decimal', label: t('decimal') },
            ]}
          />
          <Button variant="default" size="compact-sm" onClick={axis.showAll}>
            {t('timeline.all')}
          </Button>
          {buttons.map(({ label, Icon, act, className }) => (
            <Tooltip key={label} label={label}>
              <ActionIcon
                variant="subtle"
                color="gray"
                size="lg"
                className={className}
                aria-label={label}
                onClick={act}
              >
                <Icon size={18} aria-hidden />
              </ActionIcon>
            </Tooltip>
          ))}
        </Group>
      </Group>
      <div className={classes.below}>
        <div ref={measure} />
      </div>
      <Lanes axis={axis} {...tracks} />
      <div className={classes.below}>
        <HeatChoice track={tracks.track} heat={tracks.heat} />
      </div>
    </section>
  );
}

/** What renders with every step of moving and zooming. */
function Lanes({ axis: store, heat, ...tracks }: Omit<Props, 'durationMs' | 'onHelp'>) {
  const axis = useAxis(store);
  return (
    <>
      <Overview
        clock={tracks.clock}
        track={tracks.track}
        lane={tracks.lanes[0]!.lane}
        axis={axis}
        onChange={store.change}
      />
      <Timeline {...tracks} heat={heat.shown} axis={axis} onChange={store.change} />
    </>
  );
}
