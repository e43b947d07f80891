'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
import type { ReviewTrack } from '../../../../generated/graphql.ts';
import type { ShownLane } from '../api/use-reviews.ts';
import { barsOf } from '../timeline/bars.ts';
import { paintHeat, paintPlayhead, paintTicks, paintTrack } from '../timeline/painting.ts';
import type { Palette, ShownTrack } from '../timeline/painting.ts';
import type { PlayerClock } from '../timeline/player-clock.ts';
import { instantNear, shownAtMs } from '../reviewing/instants.ts';
import { INSTANT_PX, paintDrawing, paintInstants, paintMarked, paintReviews } from '../reviewing/paint-reviews.ts';
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
  /** What has been said; the work first. */
  readonly lanes: readonly ShownLane[];
  /** The track that is spoken of. */
  readonly written: ReviewTrack;
  readonly onWrite: (track: ReviewTrack) => void;
  readonly trackName: string;
  readonly comparedName: string;
  /** Concepts whose probability is shown. */
  readonly heat: readonly number[];
  readonly axis: TimeAxis;
  readonly onChange: (change: (axis: TimeAxis) => TimeAxis) => void;
}

/** Segments over time, and what was said about them, as close as one likes. */
export function Timeline(props: Props) {
  const { clock, track, compared, reviewing, lanes, written, onWrite, trackName, comparedName, heat, axis, onChange } =
    props;
  const t = useTranslations('videos');
  const format = useFormatTime();
  const labelOf = useLabelOf(track);
  const place = useRef<HTMLDivElement>(null);
  const [tip, setTip] = useState<SegmentTip | ReviewTip | null>(null);
  const rows = useMemo(() => rowsOf(heat, compared !== null, lanes.length), [heat, compared, lanes.length]);
  const unknownLabel = t('unknown');
  const lookOf = useReviewLook(track);
  const { mark, drawing } = reviewing;
  const laneAt = (event: PointerEvent<HTMLElement>) => {
    const { y } = placeOf(event);
    return lanes[rows.laneYs.findIndex((laneY) => y >= laneY && y < laneY + REVIEW_HEIGHT)];
  };
  const isInLane = (event: PointerEvent<HTMLElement>) => laneAt(event)?.track === written;
  const instantUnder = (event: PointerEvent<HTMLElement>) =>
    instantNear(laneAt(event)?.lane ?? [], toMs(axis, placeOf(event).x), toMs(axis, INSTANT_PX) - axis.fromMs);
  const seek = (event: PointerEvent<HTMLElement>) => {
    const instant = instantUnder(event);
    clock.seek(instant ? shownAtMs(instant, reviewing.fps) : toMs(axis, placeOf(event).x));
  };
  const drag = useLaneDrag({ axis, track, reviewing, isInLane, onSeek: seek });
  const { preview } = drag;
  const shown = useMemo(() => shownOf(track, axis), [track, axis]);
  const beside = useMemo(() => compared && shownOf(compared, axis), [compared, axis]);
  const paint = useCallback(
    (context: CanvasRenderingContext2D, palette: Palette) => {
      paintTicks(context, axis, { y: 0, height: TICKS_HEIGHT }, palette, format);
      const marked = segmentIndexAt(track, clock.timeMs);
      paintTrack(context, shown, { y: rows.trackY, height: TRACK_HEIGHT }, palette, { marked, unknownLabel });
      for (const [index, { track: of, lane }] of lanes.entries()) {
        const row = { y: rows.laneYs[index]!, height: REVIEW_HEIGHT };
        const isWritten = of === written;
        paintReviews(
          context,
          { lane, lookOf, marked: isWritten ? reviewAt(lane, clock.timeMs) : null },
          axis,
          row,
          palette,
        );
        if (isWritten) paintMarked(context, preview ?? mark, axis, row, palette);
        if (isWritten && drawing)
          paintDrawing(context, lookOf(drawing), { ...drawing, endMs: clock.timeMs }, axis, row, palette);
        paintInstants(context, { lane, lookOf }, axis, row, palette);
      }
      for (const { concept, y } of rows.heat)
        paintHeat(context, shown, concept, { y, height: HEAT_HEIGHT - 3 }, palette);
      if (beside && rows.comparedY !== null)
        paintTrack(context, beside, { y: rows.comparedY, height: TRACK_HEIGHT }, palette, { unknownLabel });
      paintPlayhead(context, axis, clock.timeMs, rows.height, palette);
    },
    [axis, track, shown, beside, lanes, written, lookOf, preview, mark, drawing, rows, clock, format, unknownLabel],
  );
  const gestures = useTimelineGestures(place, onChange, seek);

  const tipAt = (event: PointerEvent<HTMLDivElement>): SegmentTip | ReviewTip | null => {
    const { x, y } = placeOf(event);
    const said = laneAt(event)?.lane;
    if (said) {
      const review = instantUnder(event) ?? reviewAt(said, toMs(axis, x));
      return review && { x, y, review };
    }
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
        {lanes.map(({ track: of }, index) => (
          <span
            key={of}
            data-written={(lanes.length > 1 && of === written) || undefined}
            style={{ top: rows.laneYs[index], height: REVIEW_HEIGHT }}
          >
            {t(`tracks.name.${of}`)}
          </span>
        ))}
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
          onPointerDown={(event) => {
            const pointed = laneAt(event);
            if (pointed && event.button === 0) onWrite(pointed.track);
            return drag.begin(event) || gestures.onPointerDown(event);
          }}
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

function placeOf({ clientX, clientY, currentTarget }: PointerEvent<HTMLElement>) {
  const { left, top } = currentTarget.getBoundingClientRect();
  return { x: clientX - left, y: clientY - top };
}

function shownOf(track: Track, axis: TimeAxis): ShownTrack {
  return { track, bars: barsOf(track.segments, axis), axis };
}
