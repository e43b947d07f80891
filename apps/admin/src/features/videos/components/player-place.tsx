'use client';

import { Text } from '@mantine/core';
import { IconAlertTriangle, IconEyeOff, IconFileOff, IconHourglass } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { EmptyState } from '../../../components/empty-state.tsx';
import { useFailureText } from '../../../components/failure-text.tsx';
import { useMayNot } from '../../../lib/use-viewer.ts';
import type { PlayerClock } from '../timeline/player-clock.ts';
import { USUAL_FPS } from '../timeline/shuttle.ts';
import { Player } from './player.tsx';
import type { PageVideo } from './video-page.tsx';

interface Props {
  readonly video: PageVideo;
  readonly clock: PlayerClock;
  readonly onLoop: (() => void) | null;
}

export function fpsOf({ fps }: Pick<PageVideo, 'fps'>): number {
  return fps ? fps.numerator / fps.denominator : USUAL_FPS;
}

/** The player, or why there is none. */
export function PlayerPlace({ video, clock, onLoop }: Props) {
  return (
    <PlayableVideo video={video}>
      {(streamUrl) => (
        <Player
          clock={clock}
          streamUrl={streamUrl}
          posterUrl={video.posterUrl}
          aspectRatio={aspectRatioOf(video)}
          fps={fpsOf(video)}
          durationMs={video.durationMs ?? 0}
          onLoop={onLoop}
        />
      )}
    </PlayableVideo>
  );
}

export function aspectRatioOf({ width, height }: Pick<PageVideo, 'width' | 'height'>): number {
  return width && height ? width / height : 16 / 9;
}

interface PlayableProps {
  readonly video: Pick<PageVideo, 'status' | 'error' | 'isViewable' | 'streamUrl'> & {
    readonly library: Pick<PageVideo['library'], 'isOwnFolder'>;
  };
  readonly children: (streamUrl: string) => ReactNode;
}

/** What shows a video, or why it cannot be seen. */
export function PlayableVideo({ video, children }: PlayableProps) {
  const t = useTranslations('videos.player');
  const may = useTranslations('common.may');
  const mayNotWatch = useMayNot('watch');
  const textOf = useFailureText();
  const { status, error, isViewable, streamUrl } = video;
  if (status === 'failed') {
    const { why, remedy } = textOf(error?.code ?? '', video.library);
    return (
      <EmptyState icon={IconAlertTriangle} title={why} hint={remedy}>
        <Text size="xs" c="dimmed" lang="en">
          {error?.message}
        </Text>
      </EmptyState>
    );
  }
  if (status === 'pending') return <EmptyState icon={IconHourglass} title={t('pending')} />;
  if (status === 'ready' && !isViewable)
    return <EmptyState icon={IconEyeOff} title={t('hidden')} hint={mayNotWatch ? may('watch') : t('hiddenHint')} />;
  if (!streamUrl) {
    const { why, remedy } = textOf('FILE_MISSING');
    return <EmptyState icon={IconFileOff} title={why} hint={remedy} />;
  }
  return children(streamUrl);
}
