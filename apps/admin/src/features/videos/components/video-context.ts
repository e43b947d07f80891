'use client';

import { useLocalStorage } from '@mantine/hooks';
import { useTranslations } from 'next-intl';
import { useSyncExternalStore } from 'react';
import { formatDecimalMinutes, formatTime } from '../../../lib/format.ts';
import type { PlayerClock, PlayerState } from '../timeline/player-clock.ts';
import { rangeAt } from '../timeline/ranges.ts';
import type { Range } from '../timeline/ranges.ts';
import { segmentIndexAt } from '../timeline/track.ts';
import type { Track } from '../timeline/track.ts';

export type TimeFormat = 'clock' | 'decimal';

/** How a person wants to read times; kept in the browser. */
export function useTimeFormat(): [TimeFormat, (format: TimeFormat) => void] {
  const [value, set] = useLocalStorage<TimeFormat>({ key: 'actionary-time-format', defaultValue: 'clock' });
  return [value === 'decimal' ? 'decimal' : 'clock', set];
}

/** Writes times the way the person wants them. */
export function useFormatTime(): (ms: number) => string {
  const [format] = useTimeFormat();
  return format === 'decimal' ? formatDecimalMinutes : formatTime;
}

/** Label of a concept by its index; -1: unknown. */
export function useLabelOf({ concepts }: Pick<Track, 'concepts'>): (conceptIndex: number) => string {
  const t = useTranslations('videos');
  return (conceptIndex) => concepts[conceptIndex]?.label ?? t('unknown');
}

export function usePlayerState(clock: PlayerClock): PlayerState {
  return useSyncExternalStore(clock.onState, clock.state, clock.state);
}

/** The range under the player's time, of those that are played over and over; null: none. Renders only where it changes. */
export function useLoopedRange(clock: PlayerClock): Range | null {
  const { loop } = usePlayerState(clock);
  const read = () => loop && rangeAt(loop, clock.timeMs);
  return useSyncExternalStore(clock.onTime, read, read);
}

/** Index of the segment at the time of the player; renders only where it changes. */
export function useCurrentSegment(clock: PlayerClock, track: Track): number {
  const read = () => segmentIndexAt(track, clock.timeMs);
  return useSyncExternalStore(clock.onTime, read, read);
}
