'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useMemo } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
import { paintReviewed } from '../reviewing/paint-reviews.ts';
import type { ReviewLane } from '../reviewing/review.ts';
import { barsOf } from '../timeline/bars.ts';
import { keptPaint } from '../timeline/kept-paint.ts';
import { paintPlayhead, paintTrack, paintUncertainty, paintWindow } from '../timeline/painting.ts';
import type { Paint } from '../timeline/painting.ts';
import type { PlayerClock } from '../timeline/player-clock.ts';
import { panBy, showSpan, toMs, wholeAxis } from '../timeline/time-axis.ts';
import type { TimeAxis } from '../timeline/time-axis.ts';
import type { Track } from '../timeline/track.ts';
import { CanvasView } from './canvas-view.tsx';
import classes from './overview.module.css';
import { useFormatTime } from './video-context.ts';

const TRACK = 14;
const REVIEWED = 4;
const UNCERTAINTY = 12;
const HEIGHT = TRACK + REVIEWED + UNCERTAINTY;

interface Props {
  readonly clock: PlayerClock;
  readonly track: Track;
  readonly lane: ReviewLane;
  /** What the timeline shows. */
  readonly axis: TimeAxis;
  readonly onChange: (change: (axis: TimeAxis) => TimeAxis) => void;
}

/** The whole video, what of it is reviewed, how unsure the recognition is, and which part of it the timeline shows. */
export function Overview({ clock, track, lane, axis, onChange }: Props) {
  const t = useTranslations('videos.timeline');
  const format = useFormatTime();
  const { widthPx, durationMs, fromMs, toMs: endMs } = axis;
  const whole = useMemo(() => wholeAxis(durationMs, widthPx), [durationMs, widthPx]);
  const shown = useMemo(() => ({ track, bars: barsOf(track.segments, whole), axis: whole }), [track, whole]);
  const still = useMemo(() => {
    const paintAll: Paint = (context, palette) => {
      paintTrack(context, shown, { y: 0, height: TRACK }, palette, { withLabels: false });
      paintReviewed(context, lane, whole, { y: TRACK + 1, height: REVIEWED - 1 }, palette);
      paintUncertainty(context, shown, { y: TRACK + REVIEWED, height: UNCERTAINTY }, palette);
    };
    return keptPaint(paintAll, widthPx, HEIGHT);
  }, [shown, lane, whole, widthPx]);
  const paint = useCallback<Paint>(
    (context, palette) => {
      still(context, palette);
      paintPlayhead(context, whole, clock.timeMs, HEIGHT, palette);
      paintWindow(context, whole, { startMs: fromMs, endMs }, HEIGHT, palette);
    },
    [still, whole, clock, fromMs, endMs],
  );
  const showAt = (event: PointerEvent<HTMLElement>) => {
    const ms = toMs(whole, event.clientX - event.currentTarget.getBoundingClientRect().left);
    onChange((each) => showSpan(each, ms - (each.toMs - each.fromMs) / 2, each.toMs - each.fromMs));
    return ms;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const direction = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (direction === undefined) return;
    event.preventDefault();
    onChange((each) => panBy(each, (direction * each.widthPx) / 2));
  };
  return (
    <div
      className={classes.overview}
      role="slider"
      tabIndex={0}
      aria-label={t('overview')}
      aria-valuemin={0}
      aria-valuemax={Math.round(durationMs)}
      aria-valuenow={Math.round(fromMs)}
      aria-valuetext={`${format(fromMs)} – ${format(endMs)}`}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        clock.seek(showAt(event));
      }}
      onPointerMove={(event) => {
        if (event.buttons === 1) showAt(event);
      }}
    >
      <CanvasView clock={clock} widthPx={widthPx} heightPx={HEIGHT} paint={paint} />
    </div>
  );
}
