'use client';

import { useTranslations } from 'next-intl';
import { memo } from 'react';
import type { ReviewTrack } from '../../../../generated/graphql.ts';
import type { ShownLane } from '../api/use-reviews.ts';
import type { Track } from '../timeline/track.ts';
import { HEAT_HEIGHT, REVIEW_HEIGHT, TRACK_HEIGHT } from './timeline-rows.ts';
import type { TimelineRows } from './timeline-rows.ts';
import classes from './timeline.module.css';
import { useLabelOf } from './video-context.ts';

interface Props {
  readonly track: Track;
  readonly lanes: readonly ShownLane[];
  /** The track that is spoken of. */
  readonly written: ReviewTrack;
  readonly rows: TimelineRows;
  readonly trackName: string;
  readonly comparedName: string;
}

/** What each row of the timeline is called. Moving and zooming change nothing here. */
export const TimelineNames = memo(function TimelineNames(props: Props) {
  const { track, lanes, written, rows, trackName, comparedName } = props;
  const t = useTranslations('videos.tracks.name');
  const labelOf = useLabelOf(track);
  return (
    <div className={classes.names} aria-hidden>
      <span style={{ top: rows.trackY, height: TRACK_HEIGHT }}>{trackName}</span>
      {lanes.map(({ track: of }, index) => (
        <span
          key={of}
          data-written={(lanes.length > 1 && of === written) || undefined}
          style={{ top: rows.laneYs[index], height: REVIEW_HEIGHT }}
        >
          {t(of)}
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
  );
});
