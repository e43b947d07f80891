'use client';

import { Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMemo, useRef, useState } from 'react';
import { LeaveGuard } from '../../../components/leave-guard.tsx';
import { useMay } from '../../../lib/use-viewer.ts';
import type { ShownLane } from '../api/use-reviews.ts';
import { elementsOf } from '../reviewing/elements.ts';
import { AxisStore } from '../timeline/axis-store.ts';
import type { PlayerClock } from '../timeline/player-clock.ts';
import type { Track } from '../timeline/track.ts';
import { ConceptList } from './concept-list.tsx';
import { KeyHelp } from './key-help.tsx';
import { NowPanel } from './now-panel.tsx';
import { axisKeys, loopSegment, playerKeys } from './player-keys.ts';
import { fpsOf, PlayerPlace } from './player-place.tsx';
import { reviewKeys } from './review-keys.ts';
import { ReviewPanel } from './review-panel.tsx';
import { TimelinePanel } from './timeline-panel.tsx';
import { TrackTables } from './track-tables.tsx';
import { useDrawingOptions } from './use-drawing-options.ts';
import { useHeat } from './use-heat.ts';
import { useVideoKeys } from './use-video-keys.ts';
import { useWriting } from './use-writing.ts';
import classes from './track-view.module.css';
import type { PageVideo } from './video-page.tsx';

interface Props {
  readonly video: PageVideo;
  readonly clock: PlayerClock;
  readonly track: Track;
  /** What has been said; the work first. */
  readonly lanes: readonly ShownLane[];
  /** Whether the words on show are those that can be said today. */
  readonly isReviewable: boolean;
  readonly compared: Track | null;
  readonly trackName: string;
  readonly comparedName: string;
  readonly annotationsUrl: string;
  readonly vocabularyId: string;
}

/** A recognised video: player, timeline, tables, one clock for all of them. */
export function TrackView(props: Props) {
  const { video, clock, track, lanes, isReviewable, compared, trackName, comparedName, ...rest } = props;
  const mayReview = useMay('curate');
  const isOpen = isReviewable && mayReview;
  const work = lanes[0]!;
  const elements = useMemo(() => elementsOf(track, work.lane), [track, work.lane]);
  const heat = useHeat(track);
  const [isHelpOpen, help] = useDisclosure();
  const shownMs = Math.max(video.durationMs ?? 0, track.segments.at(-1)?.endMs ?? 0);
  const [axis] = useState(() => new AxisStore(shownMs));
  const fps = fpsOf(video);
  const durationMs = video.durationMs ?? shownMs;
  const { written, spoken, reviewing, write, writeNext } = useWriting({ clock, track, lanes, fps, durationMs, isOpen });
  const { isGapFree, setGapFree } = useDrawingOptions();
  const field = useRef<HTMLInputElement>(null);
  useVideoKeys({
    ...playerKeys(clock, track, fps),
    ...axisKeys(axis, clock),
    ...reviewKeys(reviewing),
    '?': help.toggle,
    'shift+t': writeNext,
    'shift+g': () => setGapFree(!isGapFree),
    f: () => field.current?.focus(),
  });
  return (
    <Stack gap="md" className={classes.page}>
      <div className={classes.top}>
        <div>
          <PlayerPlace video={video} clock={clock} onLoop={() => loopSegment(clock, track)} />
        </div>
        <Stack gap="sm">
          <NowPanel clock={clock} track={track} reviewing={reviewing} />
          <ReviewPanel clock={clock} track={spoken} written={written} reviewing={reviewing} />
        </Stack>
        <ConceptList track={track} elements={elements} reviewing={reviewing} heat={heat} field={field} />
      </div>
      <TimelinePanel
        {...{ clock, track, compared, reviewing, lanes, written, trackName, comparedName, heat, axis }}
        onWrite={write}
        durationMs={shownMs}
        onHelp={help.open}
      />
      <TrackTables {...{ video, clock, track, work, elements, isOpen }} {...rest} />
      <LeaveGuard isActive={lanes.some(({ saving }) => saving !== 'saved')} />
      <KeyHelp isOpen={isHelpOpen} onClose={help.close} />
    </Stack>
  );
}
