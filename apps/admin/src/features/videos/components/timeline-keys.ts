import type { KeyboardEvent } from 'react';
import type { PlayerClock } from '../timeline/player-clock.ts';
import { panBy, toPx, wholeAxis, zoomAt } from '../timeline/time-axis.ts';
import type { TimeAxis } from '../timeline/time-axis.ts';

/** What a key does in the timeline that has the focus: moves, zooms at the player's time, or goes to an end. */
export function timelineKey(
  event: KeyboardEvent,
  clock: PlayerClock,
  axis: TimeAxis,
  change: (change: (axis: TimeAxis) => TimeAxis) => void,
): void {
  const middle = toPx(axis, clock.timeMs);
  const at = middle >= 0 && middle <= axis.widthPx ? middle : axis.widthPx / 2;
  const steps: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => change((each) => panBy(each, -each.widthPx / 10)),
    ArrowRight: () => change((each) => panBy(each, each.widthPx / 10)),
    Home: () => clock.seek(0),
    End: () => clock.seek(axis.durationMs),
    '+': () => change((each) => zoomAt(each, 1.5, at)),
    '=': () => change((each) => zoomAt(each, 1.5, at)),
    '-': () => change((each) => zoomAt(each, 1 / 1.5, at)),
    '0': () => change((each) => wholeAxis(each.durationMs, each.widthPx)),
  };
  const step = event.ctrlKey || event.metaKey || event.altKey ? undefined : steps[event.key];
  if (!step) return;
  event.preventDefault();
  event.stopPropagation();
  step();
}
