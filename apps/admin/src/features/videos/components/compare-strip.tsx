'use client';

import { useElementSize } from '@mantine/hooks';
import { useTranslations } from 'next-intl';
import { useCallback, useMemo } from 'react';
import type { PointerEvent } from 'react';
import type { PairClock } from '../comparing/pair-clock.ts';
import type { Side } from '../comparing/pair-plan.ts';
import type { Range } from '../timeline/ranges.ts';
import { barsOf } from '../timeline/bars.ts';
import { paintPlayhead, paintTicks, paintTrack } from '../timeline/painting.ts';
import type { Palette } from '../timeline/painting.ts';
import { toMs } from '../timeline/time-axis.ts';
import type { TimeAxis } from '../timeline/time-axis.ts';
import { segmentIndexAt } from '../timeline/track.ts';
import type { Track } from '../timeline/track.ts';
import { CanvasView } from './canvas-view.tsx';
import classes from './compare.module.css';
import { TICKS_HEIGHT } from './timeline-rows.ts';
import { useFormatTime } from './video-context.ts';

const TRACK_HEIGHT = 32;

interface Props {
  readonly side: Side;
  readonly span: Range;
  readonly longestMs: number;
  readonly track: Track;
  readonly clock: PairClock;
}

/** What is done in a span, from its beginning on; a click goes there in both videos. */
export function CompareStrip({ side, span: { startMs }, longestMs, track, clock }: Props) {
  const t = useTranslations('videos');
  const format = useFormatTime();
  const { ref, width } = useElementSize<HTMLDivElement>();
  const unknownLabel = t('unknown');
  const axis = useMemo(
    (): TimeAxis => ({
      fromMs: startMs,
      toMs: startMs + longestMs,
      widthPx: width,
      durationMs: startMs + longestMs,
    }),
    [startMs, longestMs, width],
  );
  const shown = useMemo(() => ({ track, bars: barsOf(track.segments, axis), axis }), [track, axis]);
  const paint = useCallback(
    (context: CanvasRenderingContext2D, palette: Palette) => {
      const nowMs = clock.timeOf(side);
      const fromStart = { ...axis, fromMs: 0, toMs: longestMs };
      paintTicks(context, fromStart, { y: 0, height: TICKS_HEIGHT }, palette, format);
      const marked = segmentIndexAt(track, nowMs);
      paintTrack(context, shown, { y: TICKS_HEIGHT, height: TRACK_HEIGHT }, palette, { marked, unknownLabel });
      paintPlayhead(context, axis, nowMs, TICKS_HEIGHT + TRACK_HEIGHT, palette);
    },
    [side, axis, longestMs, track, shown, clock, format, unknownLabel],
  );
  const seek = (event: PointerEvent<HTMLElement>) =>
    clock.seekIn(side, toMs(axis, event.clientX - event.currentTarget.getBoundingClientRect().left));
  return (
    <div ref={ref} className={classes.strip}>
      <CanvasView
        clock={clock}
        widthPx={width}
        heightPx={TICKS_HEIGHT + TRACK_HEIGHT}
        paint={paint}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          seek(event);
        }}
        onPointerMove={(event) => {
          if (event.buttons === 1) seek(event);
        }}
      />
    </div>
  );
}
