'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useMemo } from 'react';
import type { ReviewTrack } from '../../../../generated/graphql.ts';
import { paintDrawing, paintInstants, paintMarked, paintReviews } from '../reviewing/paint-reviews.ts';
import { reviewAt } from '../reviewing/review.ts';
import type { Span } from '../reviewing/review.ts';
import type { Reviewing } from '../reviewing/reviewing.ts';
import { barsOf } from '../timeline/bars.ts';
import { paintHeat, paintPlayhead, paintTicks, paintTrack } from '../timeline/painting.ts';
import type { Paint, ShownTrack } from '../timeline/painting.ts';
import type { PlayerClock } from '../timeline/player-clock.ts';
import type { TimeAxis } from '../timeline/time-axis.ts';
import { segmentIndexAt } from '../timeline/track.ts';
import type { Track } from '../timeline/track.ts';
import { HEAT_HEIGHT, REVIEW_HEIGHT, TICKS_HEIGHT, TRACK_HEIGHT } from './timeline-rows.ts';
import type { TimelineScene } from './timeline-scene.ts';
import { useReviewLook } from './use-review-look.ts';
import { useFormatTime } from './video-context.ts';

interface Options {
  readonly clock: PlayerClock;
  readonly scene: TimelineScene;
  /** The track that is spoken of. */
  readonly written: ReviewTrack;
  readonly reviewing: Pick<Reviewing, 'mark' | 'drawing'>;
  /** A span that is being dragged. */
  readonly preview: Span | null;
}

/** @returns what paints the timeline; another one only where there is something else to paint */
export function useTimelinePaint({ clock, scene, written, reviewing, preview }: Options): Paint {
  const { rows, axis } = scene;
  const format = useFormatTime();
  const paintTracks = usePaintTracks(clock, scene);
  const paintLanes = usePaintLanes({ clock, scene, written, reviewing, preview });
  return useCallback(
    (context, palette) => {
      paintTicks(context, axis, { y: 0, height: TICKS_HEIGHT }, palette, format);
      paintTracks(context, palette);
      paintLanes(context, palette);
      paintPlayhead(context, axis, clock.timeMs, rows.height, palette);
    },
    [axis, format, paintTracks, paintLanes, clock, rows.height],
  );
}

/** What was recognised, how probable it is, and what it is compared with. */
function usePaintTracks(clock: PlayerClock, { track, compared, rows, axis }: TimelineScene): Paint {
  const unknownLabel = useTranslations('videos')('unknown');
  const shown = useMemo(() => shownOf(track, axis), [track, axis]);
  const beside = useMemo(() => compared && shownOf(compared, axis), [compared, axis]);
  return useCallback(
    (context, palette) => {
      const marked = segmentIndexAt(track, clock.timeMs);
      paintTrack(context, shown, { y: rows.trackY, height: TRACK_HEIGHT }, palette, { marked, unknownLabel });
      for (const { concept, y } of rows.heat)
        paintHeat(context, shown, concept, { y, height: HEAT_HEIGHT - 3 }, palette);
      if (beside && rows.comparedY !== null)
        paintTrack(context, beside, { y: rows.comparedY, height: TRACK_HEIGHT }, palette, { unknownLabel });
    },
    [track, clock, shown, beside, rows, unknownLabel],
  );
}

/** What has been said, and what is being said. */
function usePaintLanes({ clock, scene, written, reviewing: { mark, drawing }, preview }: Options): Paint {
  const { track, lanes, rows, axis } = scene;
  const lookOf = useReviewLook(track);
  return useCallback(
    (context, palette) => {
      for (const [index, { track: of, lane }] of lanes.entries()) {
        const row = { y: rows.laneYs[index]!, height: REVIEW_HEIGHT };
        const isWritten = of === written;
        const marked = isWritten ? reviewAt(lane, clock.timeMs) : null;
        paintReviews(context, { lane, lookOf, marked }, axis, row, palette);
        if (isWritten) paintMarked(context, preview ?? mark, axis, row, palette);
        if (isWritten && drawing)
          paintDrawing(context, lookOf(drawing), { ...drawing, endMs: clock.timeMs }, axis, row, palette);
        paintInstants(context, { lane, lookOf }, axis, row, palette);
      }
    },
    [lanes, rows, written, clock, lookOf, axis, preview, mark, drawing],
  );
}

function shownOf(track: Track, axis: TimeAxis): ShownTrack {
  return { track, bars: barsOf(track.segments, axis), axis };
}
