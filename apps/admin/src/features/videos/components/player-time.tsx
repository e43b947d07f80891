'use client';

import { useEffect, useRef } from 'react';
import { useTranslations } from 'next-intl';
import type { PlayerClock } from '../timeline/player-clock.ts';
import classes from './player.module.css';
import { useFormatTime } from './video-context.ts';

/** The time now; written past React, since it changes with every frame. */
export function PlayerTime({ clock, durationMs }: { readonly clock: PlayerClock; readonly durationMs: number }) {
  const t = useTranslations('videos.player');
  const format = useFormatTime();
  const place = useRef<HTMLTimeElement>(null);
  useEffect(() => {
    const write = () => {
      if (place.current) place.current.textContent = `${format(clock.timeMs)} / ${format(durationMs)}`;
    };
    write();
    return clock.onTime(write);
  }, [clock, durationMs, format]);
  return <time ref={place} className={classes.time} role="timer" aria-label={t('time')} />;
}
