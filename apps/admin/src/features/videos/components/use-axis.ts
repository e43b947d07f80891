'use client';

import { useElementSize } from '@mantine/hooks';
import { useEffect, useSyncExternalStore } from 'react';
import type { RefCallback } from 'react';
import type { AxisStore } from '../timeline/axis-store.ts';
import type { PlayerClock } from '../timeline/player-clock.ts';
import { follow, resized, toPx, zoomAt } from '../timeline/time-axis.ts';
import type { TimeAxis } from '../timeline/time-axis.ts';

/** Keeps what a timeline shows as wide as an element, and with the player while that plays. @returns of that element */
export function useAxisWidth(store: AxisStore, clock: PlayerClock, durationMs: number): RefCallback<HTMLElement> {
  const { ref, width } = useElementSize<HTMLElement>();
  useEffect(() => store.change((each) => resized(each, width, durationMs)), [store, width, durationMs]);
  useEffect(() => clock.onTime(() => store.change((each) => follow(each, clock.timeMs))), [store, clock]);
  return ref;
}

export function useAxis({ subscribe, axis }: AxisStore): TimeAxis {
  return useSyncExternalStore(subscribe, axis, axis);
}

/** Zooms at the player's time where it is on show, else in the middle. */
export function zoomAtPlayer({ change }: AxisStore, { timeMs }: PlayerClock, factor: number): void {
  change((each) => {
    const px = toPx(each, timeMs);
    return zoomAt(each, factor, px >= 0 && px <= each.widthPx ? px : each.widthPx / 2);
  });
}
