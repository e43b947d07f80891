'use client';

import { ActionIcon, Alert, Group, NativeSelect, Tooltip } from '@mantine/core';
import {
  IconChevronLeft,
  IconChevronRight,
  IconMaximize,
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconRepeat,
  IconRepeatOff,
  IconVolume,
  IconVolumeOff,
} from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useCallback, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { PlayerClock } from '../timeline/player-clock.ts';
import { SPEEDS } from '../timeline/shuttle.ts';
import { PlayerTime } from './player-time.tsx';
import classes from './player.module.css';
import { usePlayerState } from './video-context.ts';

interface Props {
  readonly clock: PlayerClock;
  readonly streamUrl: string;
  readonly posterUrl: string | null;
  readonly aspectRatio: number;
  readonly fps: number;
  readonly durationMs: number;
  /** Loops the segment at the current time; null: there is none to loop. */
  readonly onLoop: (() => void) | null;
}

/** The picture, and what it is steered with. */
export function Player({ clock, streamUrl, posterUrl, aspectRatio, fps, durationMs, onLoop }: Props) {
  const t = useTranslations('videos.player');
  const { isPlaying, speed, loop } = usePlayerState(clock);
  const [isMuted, setIsMuted] = useState(true);
  const [isUnplayable, setIsUnplayable] = useState(false);
  const video = useRef<HTMLVideoElement>(null);
  const attach = useCallback(
    (element: HTMLVideoElement | null) => {
      video.current = element;
      return clock.attach(element);
    },
    [clock],
  );
  return (
    <section aria-label={t('label')}>
      <div className={classes.screen}>
        <video
          ref={attach}
          className={classes.video}
          style={{ aspectRatio }}
          src={streamUrl}
          poster={posterUrl ?? undefined}
          muted={isMuted}
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
      <Group gap={4} mt={6} wrap="wrap" role="group" aria-label={t('label')}>
        <Control label={isPlaying ? t('pause') : t('play')} onClick={clock.toggle} isFilled>
          {isPlaying ? <IconPlayerPauseFilled size={18} aria-hidden /> : <IconPlayerPlayFilled size={18} aria-hidden />}
        </Control>
        <Control label={t('previousFrame')} onClick={() => clock.step(-1, fps)}>
          <IconChevronLeft size={18} aria-hidden />
        </Control>
        <Control label={t('nextFrame')} onClick={() => clock.step(1, fps)}>
          <IconChevronRight size={18} aria-hidden />
        </Control>
        <Control
          label={loop ? t('stopLoop') : t('loop')}
          onClick={() => (loop ? clock.setLoop(null) : onLoop?.())}
          isPressed={loop !== null}
          isDisabled={!loop && !onLoop}
        >
          {loop ? <IconRepeatOff size={18} aria-hidden /> : <IconRepeat size={18} aria-hidden />}
        </Control>
        <PlayerTime clock={clock} durationMs={durationMs} />
        <Group gap={4} ml="auto" wrap="nowrap">
          <NativeSelect
            size="xs"
            w={84}
            aria-label={t('speed')}
            value={String(Math.abs(speed))}
            data={SPEEDS.map((each) => ({ value: String(each), label: `${each}×` }))}
            onChange={({ currentTarget }) => clock.setSpeed(Number(currentTarget.value))}
          />
          <Control label={isMuted ? t('unmute') : t('mute')} onClick={() => setIsMuted(!isMuted)}>
            {isMuted ? <IconVolumeOff size={18} aria-hidden /> : <IconVolume size={18} aria-hidden />}
          </Control>
          <Control label={t('fullscreen')} onClick={() => void video.current?.requestFullscreen?.().catch(() => {})}>
            <IconMaximize size={18} aria-hidden />
          </Control>
        </Group>
      </Group>
    </section>
  );
}

interface ControlProps {
  readonly label: string;
  readonly onClick: () => void;
  readonly isFilled?: boolean;
  readonly isPressed?: boolean;
  readonly isDisabled?: boolean;
  readonly children: ReactNode;
}

export function Control({ label, onClick, isFilled = false, isPressed, isDisabled = false, children }: ControlProps) {
  const variant = isFilled ? 'filled' : isPressed ? 'light' : 'subtle';
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant={variant}
        color={isFilled || isPressed ? undefined : 'gray'}
        size="lg"
        aria-label={label}
        aria-pressed={isPressed}
        disabled={isDisabled}
        onClick={onClick}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
