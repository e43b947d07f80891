'use client';

import { Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { ReviewTrack } from '../../../../generated/graphql.ts';
import { LeaveGuard } from '../../../components/leave-guard.tsx';
import { useMay } from '../../../lib/use-viewer.ts';
import type { ShownLane } from '../api/use-reviews.ts';
import { reviewedCounts, reviewsOfSegments } from '../reviewing/progress.ts';
import { spansOf } from '../reviewing/review.ts';
import { elementsOf } from '../timeline/elements.ts';
import { AxisStore } from '../timeline/axis-store.ts';
import type { PlayerClock } from '../timeline/player-clock.ts';
import { SPEEDS } from '../timeline/shuttle.ts';
import { firstEndingAfter, segmentIndexAt } from '../timeline/track.ts';
import type { Track } from '../timeline/track.ts';
import { ConceptList } from './concept-list.tsx';
import { ElementTable } from './element-table.tsx';
import { ImportButton } from './import-button.tsx';
import { KeyHelp } from './key-help.tsx';
import { NowPanel } from './now-panel.tsx';
import { fpsOf, PlayerPlace } from './player-place.tsx';
import { ReviewPanel } from './review-panel.tsx';
import { SegmentTable } from './segment-table.tsx';
import { TimelinePanel } from './timeline-panel.tsx';
import { zoomAtPlayer } from './use-axis.ts';
import { useDrawingOptions } from './use-drawing-options.ts';
import { useReviewing } from './use-reviewing.ts';
import type { Reviewing } from './use-reviewing.ts';
import { useVideoKeys } from './use-video-keys.ts';
import type { VideoKeys } from './use-video-keys.ts';
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

/** Concepts whose probability is shown at first. */
const HEAT_COUNT = 8;

/** A recognised video: player, timeline, tables, one clock for all of them. */
export function TrackView(props: Props) {
  const { video, clock, track, lanes, isReviewable, compared, trackName, comparedName } = props;
  const { annotationsUrl, vocabularyId } = props;
  const mayReview = useMay('curate');
  const isOpen = isReviewable && mayReview;
  const elements = useMemo(() => elementsOf(track), [track]);
  const [heat, setHeat] = useState(() => mostUsed(elements));
  const [isHelpOpen, help] = useDisclosure();
  const durationMs = Math.max(video.durationMs ?? 0, track.segments.at(-1)?.endMs ?? 0);
  const [axis] = useState(() => new AxisStore(durationMs));
  const fps = fpsOf(video);
  const [written, setWritten] = useState<ReviewTrack>('work');
  const work = lanes[0]!;
  const own = lanes.find((lane) => lane.track === written) ?? work;
  // Nothing is recognised of hands and machines.
  const spoken = useMemo(() => (own.track === 'work' ? track : { ...track, segments: [] }), [own.track, track]);
  const reviewing = useReviewing({
    clock,
    track: spoken,
    store: own.store,
    fps,
    durationMs: video.durationMs ?? durationMs,
    isOpen,
  });
  const reviews = useMemo(() => reviewsOfSegments(track.segments, spansOf(work.lane)), [track, work.lane]);
  const write = (next: ReviewTrack) => {
    if (next === own.track) return;
    // What is being drawn belongs to the track that it was begun in.
    if (reviewing.drawing) reviewing.confirm();
    setWritten(next);
  };
  const nextTrack = () => write(lanes[(lanes.indexOf(own) + 1) % lanes.length]!.track);
  const { isGapFree, setGapFree } = useDrawingOptions();
  const field = useRef<HTMLInputElement>(null);

  const goTo = (direction: 1 | -1) => {
    const index = firstEndingAfter(track.segments, clock.timeMs);
    const next = track.segments[index + direction];
    if (next) clock.seek(next.startMs);
  };
  const loop = () => {
    const segment = track.segments[segmentIndexAt(track, clock.timeMs)];
    clock.setLoop(segment && !clock.state().loop ? [segment] : null);
    if (clock.state().loop) clock.play();
  };
  const changeSpeed = (direction: 1 | -1) => {
    const place = SPEEDS.findIndex((speed) => speed >= Math.abs(clock.state().speed));
    clock.setSpeed(SPEEDS[Math.min(Math.max(place + direction, 0), SPEEDS.length - 1)]!);
  };
  useVideoKeys({
    ' ': clock.toggle,
    k: clock.pause,
    j: () => clock.shuttle(-1),
    l: () => clock.shuttle(1),
    ',': () => clock.step(-1, fps),
    '.': () => clock.step(1, fps),
    ';': () => goTo(1),
    h: () => goTo(-1),
    r: loop,
    '<': () => changeSpeed(-1),
    '>': () => changeSpeed(1),
    '+': () => zoomAtPlayer(axis, clock, 1.5),
    '=': () => zoomAtPlayer(axis, clock, 1.5),
    '-': () => zoomAtPlayer(axis, clock, 1 / 1.5),
    '0': axis.showAll,
    '?': help.toggle,
    ...reviewKeys(reviewing),
    'shift+t': nextTrack,
    'shift+g': () => setGapFree(!isGapFree),
    f: () => field.current?.focus(),
  });
  const toggleHeat = useCallback((concept: number) => setHeat((shown) => toggled(shown, concept)), []);
  const counts = useMemo(() => reviewedCounts(track, reviews), [track, reviews]);
  // The same until something of it changes: the table need not be drawn again.
  const importButton = useMemo(() => {
    const target = { videoId: video.id, vocabularyId };
    return <ImportButton target={target} concepts={track.concepts} store={work.store} isOpen={isOpen} />;
  }, [video.id, vocabularyId, track, work.store, isOpen]);
  return (
    <Stack gap="md" className={classes.page}>
      <div className={classes.top}>
        <div>
          <PlayerPlace video={video} clock={clock} onLoop={loop} />
        </div>
        <Stack gap="sm">
          <NowPanel clock={clock} track={track} reviewing={reviewing} />
          <ReviewPanel clock={clock} track={spoken} written={own.track} reviewing={reviewing} />
        </Stack>
        <ConceptList
          track={track}
          elements={elements}
          reviewing={reviewing}
          heat={heat}
          onToggleHeat={toggleHeat}
          field={field}
        />
      </div>
      <TimelinePanel
        clock={clock}
        track={track}
        compared={compared}
        reviewing={reviewing}
        lanes={lanes}
        written={own.track}
        onWrite={write}
        trackName={trackName}
        comparedName={comparedName}
        heat={heat}
        axis={axis}
        durationMs={durationMs}
        onHelp={help.open}
      />
      <div className={classes.tables}>
        <SegmentTable
          clock={clock}
          track={track}
          reviews={reviews}
          fileName={video.name.replace(/\.[^.]+$/, '')}
          annotationsUrl={annotationsUrl}
          importButton={importButton}
        />
        <ElementTable clock={clock} track={track} elements={elements} reviewedCounts={counts} />
      </div>
      <LeaveGuard isActive={lanes.some(({ saving }) => saving !== 'saved')} />
      <KeyHelp isOpen={isHelpOpen} onClose={help.close} />
    </Stack>
  );
}

function toggled(shown: readonly number[], concept: number): number[] {
  return shown.includes(concept)
    ? shown.filter((each) => each !== concept)
    : [...shown, concept].toSorted((a, b) => a - b);
}

function reviewKeys(reviewing: Reviewing): VideoKeys {
  const ofConcepts = [...reviewing.keys].map(
    ([index, key]) => [key, (event: KeyboardEvent) => reviewing.press(event, index)] as const,
  );
  return {
    ...Object.fromEntries(ofConcepts),
    Enter: reviewing.confirm,
    x: (event) => reviewing.press(event, null),
    s: reviewing.split,
    m: reviewing.join,
    t: reviewing.toggleInstants,
    i: reviewing.markStart,
    o: reviewing.markEnd,
    '[': () => reviewing.nudge('startMs', -1),
    '{': () => reviewing.nudge('startMs', 1),
    ']': () => reviewing.nudge('endMs', 1),
    '}': () => reviewing.nudge('endMs', -1),
    Delete: reviewing.remove,
    Backspace: reviewing.remove,
    Escape: reviewing.discard,
    n: () => reviewing.goToUnreviewed(1),
    'shift+n': () => reviewing.goToUnreviewed(-1),
    'mod+z': reviewing.undo,
    'mod+shift+z': reviewing.redo,
    'mod+y': reviewing.redo,
  };
}

function mostUsed(elements: ReturnType<typeof elementsOf>): number[] {
  return elements
    .filter(({ conceptIndex }) => conceptIndex >= 0)
    .toSorted((a, b) => b.totalMs - a.totalMs)
    .slice(0, HEAT_COUNT)
    .map(({ conceptIndex }) => conceptIndex)
    .toSorted((a, b) => a - b);
}
