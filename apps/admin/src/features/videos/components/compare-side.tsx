'use client';

import { Alert, Anchor, Badge, Group, Paper, Text } from '@mantine/core';
import { IconMapOff } from '@tabler/icons-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { useCallback, useState, useSyncExternalStore } from 'react';
import { EmptyState } from '../../../components/empty-state.tsx';
import { formatMoment } from '../../../lib/format.ts';
import type { ComparedSide, ComparedVideo } from '../api/use-compared.ts';
import type { PairClock } from '../comparing/pair-clock.ts';
import type { Side } from '../comparing/pair-plan.ts';
import type { Range } from '../timeline/ranges.ts';
import type { Track } from '../timeline/track.ts';
import { CompareStrip } from './compare-strip.tsx';
import classes from './compare.module.css';
import player from './player.module.css';
import { aspectRatioOf, PlayableVideo } from './player-place.tsx';
import { useFormatTime } from './video-context.ts';

interface Props {
  readonly side: Side;
  readonly compared: ComparedSide;
  readonly span: Range;
  /** Of both spans: the strips have one scale. */
  readonly longestMs: number;
  readonly track: Track;
  readonly clock: PairClock;
}

/** One of the two: where it is from, its picture, and what is done in it. */
export function CompareSideView({ side, compared: { video }, span, longestMs, track, clock }: Props) {
  const t = useTranslations('compare');
  const state = useTranslations('common.state');
  const format = useFormatTime();
  const locale = useLocale();
  const { startMs, endMs } = span;
  return (
    <section aria-label={t(side)} className={classes.side}>
      <Group gap="xs" justify="space-between" wrap="nowrap" align="flex-start" mb={6}>
        <div className={classes.name}>
          {video ? (
            <Anchor component={Link} prefetch={false} fw={600} href={`/videos/${video.id}?t=${startMs}`}>
              {video.name}
            </Anchor>
          ) : (
            <Text fw={600}>{t(side)}</Text>
          )}
          <Text size="xs" c="dimmed" className="figures">
            {[
              video?.library.equipmentNode.path.at(-1)?.name,
              video?.recordedAt ? formatMoment(video.recordedAt, locale) : null,
              video ? t('span', { start: format(startMs), end: format(endMs), length: format(endMs - startMs) }) : null,
            ]
              .filter(Boolean)
              .join(' · ')}
          </Text>
        </div>
        <Waiting side={side} clock={clock} />
      </Group>
      {video ? (
        <PlayableVideo video={video}>
          {(streamUrl) => <Screen side={side} video={video} streamUrl={streamUrl} clock={clock} />}
        </PlayableVideo>
      ) : (
        <Paper withBorder>
          <EmptyState icon={IconMapOff} title={state('notFound')} hint={state('notFoundHint')} />
        </Paper>
      )}
      <CompareStrip side={side} span={span} longestMs={longestMs} track={track} clock={clock} />
    </section>
  );
}

/** Said of the side that has done its part, while the other one is still at it; keeps its place. */
function Waiting({ side, clock }: Pick<Props, 'side' | 'clock'>) {
  const t = useTranslations('compare');
  const read = () => clock.state().waiting === side;
  const isWaiting = useSyncExternalStore(clock.onState, read, read);
  return (
    <Badge variant="light" color="orange" className={classes.waiting} data-waiting={isWaiting || undefined}>
      {t('waiting')}
    </Badge>
  );
}

interface ScreenProps extends Pick<Props, 'side' | 'clock'> {
  readonly video: ComparedVideo;
  readonly streamUrl: string;
}

function Screen({ side, video, streamUrl, clock }: ScreenProps) {
  const t = useTranslations('videos.player');
  const [isUnplayable, setIsUnplayable] = useState(false);
  const attach = useCallback((element: HTMLVideoElement | null) => clock.attach(side, element), [clock, side]);
  return (
    <>
      <div className={player.screen}>
        <video
          ref={attach}
          className={player.video}
          style={{ aspectRatio: aspectRatioOf(video) }}
          src={streamUrl}
          poster={video.posterUrl ?? undefined}
          muted
          preload="auto"
          playsInline
          onClick={clock.toggle}
          onError={() => setIsUnplayable(true)}
        />
      </div>
      {isUnplayable ? (
        <Alert color="yellow" variant="light" mt="xs">
          {t('unplayable')}
        </Alert>
      ) : null}
    </>
  );
}
