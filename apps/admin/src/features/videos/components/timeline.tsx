'use client';

import { useTranslations } from 'next-intl';
import { useMemo, useRef, useState } from 'react';
import type { PointerEvent } from 'react';
import type { ReviewTrack } from '../../../../generated/graphql.ts';
import type { ShownLane } from '../api/use-reviews.ts';
import type { Reviewing } from '../reviewing/reviewing.ts';
import type { PlayerClock } from '../timeline/player-clock.ts';
import type { TimeAxis } from '../timeline/time-axis.ts';
import type { Track } from '../timeline/track.ts';
import { CanvasView } from './canvas-view.tsx';
import { timelineKey } from './timeline-keys.ts';
import { TimelineNames } from './timeline-names.tsx';
import { rowsOf } from './timeline-rows.ts';
import { clickedMs, laneAt, tipAt } from './timeline-scene.ts';
import type { Point, ReviewTip, SegmentTip, TimelineScene } from './timeline-scene.ts';
import { TimelineTip } from './timeline-tip.tsx';
import classes from './timeline.module.css';
import { useLaneDrag } from './use-lane-drag.ts';
import { useTimelineGestures } from './use-timeline-gestures.ts';
import { useTimelinePaint } from './use-timeline-paint.ts';

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
  const t = useTranslations('videos.timeline');
  const place = useRef<HTMLDivElement>(null);
  const [tip, setTip] = useState<SegmentTip | ReviewTip | null>(null);
  const rows = useMemo(() => rowsOf(heat, compared !== null, lanes.length), [heat, compared, lanes.length]);
  const scene: TimelineScene = { track, compared, lanes, rows, axis };
  const seek = (event: PointerEvent<HTMLElement>) => clock.seek(clickedMs(scene, pointOf(event), reviewing.fps));
  const isInLane = (event: PointerEvent<HTMLElement>) => laneAt(scene, pointOf(event))?.track === written;
  const drag = useLaneDrag({ axis, track, reviewing, isInLane, onSeek: seek });
  const gestures = useTimelineGestures(place, onChange, seek);
  const paint = useTimelinePaint({ clock, scene, written, reviewing, preview: drag.preview });
  return (
    <div className={classes.frame}>
      <TimelineNames {...{ track, lanes, written, rows, trackName, comparedName }} />
      <div className={classes.place}>
        <CanvasView
          ref={place}
          className={classes.canvas}
          clock={clock}
          widthPx={axis.widthPx}
          heightPx={rows.height}
          paint={paint}
          role="application"
          aria-label={t('label')}
          aria-description={t('help')}
          tabIndex={0}
          onKeyDown={(event) => timelineKey(event, clock, axis, onChange)}
          onPointerDown={(event) => {
            const pointed = laneAt(scene, pointOf(event));
            if (pointed && event.button === 0) onWrite(pointed.track);
            return drag.begin(event) || gestures.onPointerDown(event);
          }}
          onPointerMove={(event) => {
            if (!drag.move(event)) gestures.onPointerMove(event);
            setTip(event.buttons === 0 ? tipAt(scene, pointOf(event)) : null);
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

function pointOf({ clientX, clientY, currentTarget }: PointerEvent<HTMLElement>): Point {
  const { left, top } = currentTarget.getBoundingClientRect();
  return { x: clientX - left, y: clientY - top };
}
