'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
import { barsOf } from '../timeline/bars.ts';
import { paintHeat, paintPlayhead, paintTicks, paintTrack } from '../timeline/painting.ts';
import type { Palette, ShownTrack } from '../timeline/painting.ts';
import type { PlayerClock } from '../timeline/player-clock.ts';
import { paintDrawing, paintMarked, paintReviews } from '../reviewing/paint-reviews.ts';
import { reviewAt } from '../reviewing/review.ts';
import { panBy, toMs, toPx, wholeAxis, zoomAt } from '../timeline/time-axis.ts';
import type { TimeAxis } from '../timeline/time-axis.ts';
import { segmentIndexAt } from '../timeline/track.ts';
import type { Track } from '../timeline/track.ts';
import { CanvasView } from './canvas-view.tsx';
import { TimelineTip } from './timeline-tip.tsx';
import type { ReviewTip, SegmentTip } from './timeline-tip.tsx';
import classes from './timeline.module.css';
import { HEAT_HEIGHT, REVIEW_HEIGHT, rowsOf, TICKS_HEIGHT, TRACK_HEIGHT } from './timeline-rows.ts';
import { useLaneDrag } from './use-lane-drag.ts';
import type { Reviewing } from './use-reviewing.ts';
import { useReviewLook } from './use-review-look.ts';
import { useTimelineGestures } from './use-timeline-gestures.ts';
import { useFormatTime, useLabelOf } from './video-context.ts';

interface Props {
  readonly clock: PlayerClock;
  readonly track: Track;
  readonly compared: Track | null;
  readonly reviewing: Reviewing;
  readonly trackName: string;
  readonly comparedName: string;
  /** Concepts whose probability is shown. */
  readonly heat: readonly number[];
  readonly axis: TimeAxis;
  readonly onChange: (change: (axis: TimeAxis) => TimeAxis) => void;
}

/** Segments over time, and what was said about them, as close as one likes. */
export function Timeline(props: Props) {
  const { clock, track, compared, reviewing, trackName, comparedName, heat, axis, onChange } = props;
  const t = useTranslations('videos');
  const format = useFormatTime();
  const labelOf = useLabelOf(track);
  const place = useRef<HTMLDivElement>(null);
  const [tip, setTip] = useState<SegmentTip | ReviewTip | null>(null);
  const rows = useMemo(() => rowsOf(heat, compared !== null), [heat, compared]);
  const unknownLabel = t('unknown');
  const lookOf = useReviewLook(track);
  const { lane, mark, drawing } = reviewing;
  const heightOf = (event: PointerEvent<HTMLElement>) =>
    event.clientY - event.currentTarget.getBoundingClientRect().top;
  const isInLane = (event: PointerEvent<HTMLElement>) => {
    const y = heightOf(event);
    return y >= rows.reviewY && y < rows.reviewY + REVIEW_HEIGHT;
  };
  const drag = useLaneDrag({ axis, track, reviewing, isInLane, onSeek: clock.seek });
  const { preview } = drag;
  const shown = useMemo(() => shownOf(track, axis), [track, axis]);
  const beside = useMemo(() => compared && shownOf(compared, axis), [compared, axis]);
  const paint = useCallback(
    (context: CanvasRenderingContext2D, palette: Palette) => {
      paintTicks(context, axis, { y: 0, height: TICKS_HEIGHT }, palette, format);
      const marked = segmentIndexAt(track, clock.timeMs);
      paintTrack(context, shown, { y: rows.trackY, height: TRACK_HEIGHT }, palette, { marked, unknownLabel });
      const row = { y: rows.reviewY, height: REVIEW_HEIGHT };
      paintReviews(context, { lane, lookOf, marked: reviewAt(lane, clock.timeMs) }, axis, row, palette);
      paintMarked(context, preview ?? mark, axis, row, palette);
      if (drawing) paintDrawing(context, lookOf(drawing), { ...drawing, endMs: clock.timeMs }, axis, row, palette);
      for (const { concept, y } of rows.heat)
        paintHeat(context, shown, concept, { y, height: HEAT_HEIGHT - 3 }, palette);
      if (beside && rows.comparedY !== null)
        paintTrack(context, beside, { y: rows.comparedY, height: TRACK_HEIGHT }, palette, { unknownLabel });
      paintPlayhead(context, axis, clock.timeMs, rows.height, palette);
    },
    [axis, track, shown, beside, lane, lookOf, preview, mark, drawing, rows, clock, format, unknownLabel],
  );
  const gestures = useTimelineGestures(place, axis, onChange, clock.seek);

  const tipAt = (event: PointerEvent<HTMLDivElement>): SegmentTip | ReviewTip | null => {
    const [x, y] = [event.clientX - event.currentTarget.getBoundingClientRect().left, heightOf(event)];
    const review = isInLane(event) ? reviewAt(lane, toMs(axis, x)) : null;
    if (isInLane(event)) return review && { x, y, review };
    const pointed = compared && rows.comparedY !== null && y >= rows.comparedY ? compared : track;
    const segment = pointed.segments[segmentIndexAt(pointed, toMs(axis, x))];
    const concept = rows.heat.find((row) => y >= row.y && y < row.y + HEAT_HEIGHT)?.concept ?? null;
    return segment && y >= TICKS_HEIGHT ? { x, y, segment, track: pointed, concept } : null;
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const middle = toPx(axis, clock.timeMs);
    const at = middle >= 0 && middle <= axis.widthPx ? middle : axis.widthPx / 2;
    const steps: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => onChange((each) => panBy(each, -each.widthPx / 10)),
      ArrowRight: () => onChange((each) => panBy(each, each.widthPx / 10)),
      Home: () => clock.seek(0),
      End: () => clock.seek(axis.durationMs),
      '+': () => onChange((each) => zoomAt(each, 1.5, at)),
      '=': () => onChange((each) => zoomAt(each, 1.5, at)),
      '-': () => onChange((each) => zoomAt(each, 1 / 1.5, at)),
      '0': () => onChange((each) => wholeAxis(each.durationMs, each.widthPx)),
    };
    const step = event.ctrlKey || event.metaKey || event.altKey ? undefined : steps[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    step();
  };

  return (
    <div className={classes.frame}>
      <div className={classes.names} aria-hidden>
        <span style={{ top: rows.trackY, height: TRACK_HEIGHT }}>{trackName}</span>
        <span style={{ top: rows.reviewY, height: REVIEW_HEIGHT }}>{t('review.lane')}</span>
        {rows.heat.map(({ concept, y }) => (
          <span key={concept} className={classes.heatName} style={{ top: y - 1, height: HEAT_HEIGHT }}>
            {labelOf(concept)}
          </span>
        ))}
        {rows.comparedY === null ? null : (
          <span style={{ top: rows.comparedY, height: TRACK_HEIGHT }}>{comparedName}</span>
        )}
      </div>
      <div className={classes.place}>
        <CanvasView
          ref={place}
          className={classes.canvas}
          clock={clock}
          widthPx={axis.widthPx}
          heightPx={rows.height}
          paint={paint}
          role="application"
          aria-label={t('timeline.label')}
          aria-description={t('timeline.help')}
          tabIndex={0}
          onKeyDown={onKeyDown}
          onPointerDown={(event) => drag.begin(event) || gestures.onPointerDown(event)}
          onPointerMove={(event) => {
            if (!drag.move(event)) gestures.onPointerMove(event);
            setTip(event.buttons === 0 ? tipAt(event) : null);
          }}
          onPointerUp={(event) => drag.end(event) || gestures.onPointerUp(event)}
          onPointerCancel={(event) => {
            drag.stop();
            gestures.onPointerCancel(event);
          }}
          onPointerLeave={() => setTip(null)}
        />
        {tip ? <TimelineTip tip={tip} track={track} widthPx={axis.widthPx} /> : null}
      </div>
    </div>
  );
}

function shownOf(track: Track, axis: TimeAxis): ShownTrack {
  return { track, bars: barsOf(track.segments, axis), axis };
}
