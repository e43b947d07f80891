'use client';

import { useMemo } from 'react';
import type { ShownLane } from '../api/use-reviews.ts';
import type { Element } from '../reviewing/elements.ts';
import { reviewsOfSegments } from '../reviewing/progress.ts';
import { spansOf } from '../reviewing/review.ts';
import type { PlayerClock } from '../timeline/player-clock.ts';
import type { Track } from '../timeline/track.ts';
import { ElementTable } from './element-table.tsx';
import { ImportButton } from './import-button.tsx';
import { SegmentTable } from './segment-table.tsx';
import classes from './track-view.module.css';
import type { PageVideo } from './video-page.tsx';

interface Props {
  readonly video: PageVideo;
  readonly clock: PlayerClock;
  readonly track: Track;
  /** What has been said of the work. */
  readonly work: ShownLane;
  readonly elements: readonly Element[];
  readonly annotationsUrl: string;
  readonly vocabularyId: string;
  /** Whether reviews can be said. */
  readonly isOpen: boolean;
}

/** What was recognised, segment by segment, and what it comes to with what people have said. */
export function TrackTables(props: Props) {
  const { video, clock, track, work, elements, annotationsUrl, vocabularyId, isOpen } = props;
  const reviews = useMemo(() => reviewsOfSegments(track.segments, spansOf(work.lane)), [track, work.lane]);
  // The same until something of it changes: the table need not be drawn again.
  const importButton = useMemo(() => {
    const target = { videoId: video.id, vocabularyId };
    return <ImportButton target={target} concepts={track.concepts} store={work.store} isOpen={isOpen} />;
  }, [video.id, vocabularyId, track, work.store, isOpen]);
  return (
    <div className={classes.tables}>
      <SegmentTable
        clock={clock}
        track={track}
        reviews={reviews}
        fileName={video.name.replace(/\.[^.]+$/, '')}
        annotationsUrl={annotationsUrl}
        importButton={importButton}
      />
      <ElementTable clock={clock} track={track} elements={elements} />
    </div>
  );
}
