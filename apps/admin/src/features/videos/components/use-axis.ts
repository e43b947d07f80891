'use client';

import { useElementSize } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import type { RefCallback } from 'react';
import type { PlayerClock } from '../timeline/player-clock.ts';
import { follow, resized, toPx, wholeAxis, zoomAt } from '../timeline/time-axis.ts';
import type { TimeAxis } from '../timeline/time-axis.ts';

export interface AxisState {
  readonly axis: TimeAxis;
  /** Of the element whose width the axis has. */
  readonly measure: RefCallback<HTMLElement>;
  readonly change: (change: (axis: TimeAxis) => TimeAxis) => void;
  /** Zooms at the player's time where it is on show, else in the middle. */
  readonly zoom: (factor: number) => void;
  readonly showAll: () => void;
}

/** What the timeline shows; goes along with the player while that plays. */
export function useAxis(clock: PlayerClock, durationMs: number): AxisState {
  const { ref, width } = useElementSize<HTMLElement>();
  const [shown, change] = useState(() => wholeAxis(durationMs, 0));
  const axis = shown.widthPx === width && shown.durationMs === durationMs ? shown : resized(shown, width, durationMs);
  if (axis !== shown) change(axis);
  useEffect(() => clock.onTime(() => change((each) => follow(each, clock.timeMs))), [clock]);
  const zoom = (factor: number) =>
    change((each) => {
      const px = toPx(each, clock.timeMs);
      return zoomAt(each, factor, px >= 0 && px <= each.widthPx ? px : each.widthPx / 2);
    });
  return {
    axis,
    measure: ref,
    change,
    zoom,
    showAll: () => change((each) => wholeAxis(each.durationMs, each.widthPx)),
  };
}
