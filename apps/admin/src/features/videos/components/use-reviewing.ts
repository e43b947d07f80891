'use client';

import { useCallback, useMemo, useState, useSyncExternalStore } from 'react';
import { callerPerson } from '../../../lib/person.ts';
import type { PlayerClock } from '../timeline/player-clock.ts';
import type { Track } from '../timeline/track.ts';
import { conceptKeys } from '../reviewing/concept-keys.ts';
import { changeOf } from '../reviewing/edit.ts';
import type { Edit } from '../reviewing/edit.ts';
import { withEdge } from '../reviewing/edges.ts';
import type { Edge } from '../reviewing/edges.ts';
import { firstFrameIn, frameIndexAt, frameStartMs, lastFrameIn, stepEdge } from '../reviewing/frames.ts';
import { markedSpan, markEnd, markStart, NO_MARK } from '../reviewing/mark.ts';
import type { Mark } from '../reviewing/mark.ts';
import type { Drawing, Drawn } from '../reviewing/pressing.ts';
import { instantAt, marking, shownAtMs } from '../reviewing/instants.ts';
import { reviewsOfSegments } from '../reviewing/progress.ts';
import { isInstant, spansOf } from '../reviewing/review.ts';
import type { Review, Span } from '../reviewing/review.ts';
import type { ReviewSnapshot, ReviewStore } from '../reviewing/review-store.ts';
import { moving, removing, saying } from '../reviewing/saying.ts';
import type { Speaker } from '../reviewing/saying.ts';
import { joining, splitting } from '../reviewing/split-join.ts';
import { confirmable, drawnTarget, firstOpenSpan, targetAt } from '../reviewing/target.ts';
import type { Target } from '../reviewing/target.ts';
import { byUncertainty, nextUnreviewed } from '../reviewing/uncertainty.ts';
import { useDrawingOptions } from './use-drawing-options.ts';
import { usePressing } from './use-pressing.ts';
import type { PressedKeys } from './use-pressing.ts';

/** What reviewing is about. */
interface Subject {
  readonly clock: PlayerClock;
  readonly track: Track;
  readonly store: ReviewStore;
  readonly fps: number;
  readonly durationMs: number;
  /** Whether the words on show are those that can be said today. */
  readonly isOpen: boolean;
}

/** What the page knows about reviews, and what can be done. Acts mean what is under the player's time, or what is marked. */
export interface Reviewing extends ReviewSnapshot {
  readonly isOpen: boolean;
  /** Whether concepts are said of instants, not of spans. */
  readonly saysInstants: boolean;
  readonly toggleInstants: () => void;
  readonly fps: number;
  readonly durationMs: number;
  /** A frame. */
  readonly minMs: number;
  /** What has been said about each segment. */
  readonly reviews: readonly (Review | null)[];
  readonly mark: Mark;
  readonly marked: Span | null;
  /** What is being drawn by keys, up to the player's time. */
  readonly drawing: Drawing | null;
  /** Keys of concepts, by their indexes. */
  readonly keys: ReadonlyMap<number, string>;
  /** Null while concepts are said of instants. */
  readonly targetAt: (ms: number) => Target | null;
  /** What was said to happen in the frame on show; null while concepts are said of spans. */
  readonly instantAt: (ms: number) => Review | null;
  /** Ends what is being drawn, else says what was recognised. */
  readonly confirm: () => void;
  /** @param conceptIndex null: none of them */
  readonly say: (conceptIndex: number | null) => void;
  /** What the key of a concept means: while the video plays it draws, see `press`; else it says the concept. */
  readonly press: (event: KeyboardEvent, conceptIndex: number | null) => void;
  /** Takes back what was said. */
  readonly remove: () => void;
  /** Forgets what is marked or being drawn. */
  readonly discard: () => void;
  /** Makes two of what is at the player's time: the frame on show begins the second one. */
  readonly split: () => void;
  /** Makes one of what is at the player's time and of what comes next, where that is the same. */
  readonly join: () => void;
  readonly setMark: (mark: Mark) => void;
  readonly markStart: () => void;
  readonly markEnd: () => void;
  readonly moveEdge: (review: Review, edge: Edge, ms: number) => void;
  /** Moves an edge of what was said, or marked, by frames, and shows the frame at it. */
  readonly nudge: (edge: Edge, step: number) => void;
  /** To the next segment that nobody has reviewed, the least certain first. */
  readonly goToUnreviewed: (direction: 1 | -1) => void;
  /** Takes back what is being drawn, else the last step, and shows where that was. */
  readonly undo: () => void;
  readonly redo: () => void;
  readonly save: () => Promise<void>;
}

export function useReviewing({ clock, track, store, fps, durationMs, isOpen }: Subject): Reviewing {
  const stored = useSyncExternalStore(store.subscribe, store.getSnapshot, store.getSnapshot);
  const snapshot = useMemo(() => ({ ...stored, lane: spansOf(stored.lane) }), [stored]);
  const [saysInstants, setSaysInstants] = useState(false);
  const [mark, setMark] = useState(NO_MARK);
  const [visited, setVisited] = useState(-1);
  const { isGapFree, reactionMs } = useDrawingOptions();
  const minMs = Math.floor(1000 / fps);
  const keys = useMemo(() => conceptKeys(activeIndexes(track)), [track]);
  const order = useMemo(() => byUncertainty(track.segments), [track]);
  const reviews = useMemo(() => reviewsOfSegments(track.segments, snapshot.lane), [track, snapshot.lane]);
  const speaker = useCallback((): Speaker => {
    const person = callerPerson() || null;
    return { track, lane: spansOf(store.lane), durationMs, minMs, isGapFree, person, newKey: store.newKey };
  }, [track, store, durationMs, minMs, isGapFree]);
  const onDrawn = useCallback(
    ({ conceptId, ...span }: Drawn) => store.act(saying(speaker(), drawnTarget(span), conceptId)),
    [store, speaker],
  );
  const pressed = usePressing({ clock, fps, minMs, durationMs, reactionMs, onDrawn });
  // The same until something changes: what else moves on the page need not render who reads it.
  return useMemo(
    () =>
      reviewingOf(
        { clock, track, store, fps, durationMs, isOpen },
        {
          snapshot,
          saysInstants,
          setSaysInstants,
          reactionMs,
          mark,
          setMark,
          visited,
          setVisited,
          minMs,
          keys,
          order,
          reviews,
          speaker,
          pressed,
        },
      ),
    [
      clock,
      track,
      store,
      fps,
      durationMs,
      isOpen,
      snapshot,
      saysInstants,
      reactionMs,
      mark,
      visited,
      minMs,
      keys,
      order,
      reviews,
      speaker,
      pressed,
    ],
  );
}

/** How reviewing stands. */
interface Standing extends Pick<Reviewing, 'mark' | 'setMark' | 'minMs' | 'keys' | 'reviews'> {
  /** With what takes time. */
  readonly snapshot: ReviewSnapshot;
  readonly saysInstants: boolean;
  readonly setSaysInstants: (saysInstants: boolean) => void;
  readonly reactionMs: number;
  /** The segment that was gone to last; -1: none. */
  readonly visited: number;
  readonly setVisited: (index: number) => void;
  /** Segments, the least certain first. */
  readonly order: readonly number[];
  readonly speaker: () => Speaker;
  readonly pressed: PressedKeys;
}

function reviewingOf({ clock, track, store, fps, durationMs, isOpen }: Subject, standing: Standing): Reviewing {
  const { snapshot, saysInstants, setSaysInstants, reactionMs } = standing;
  const { mark, setMark, visited, setVisited, minMs, keys, order, reviews, speaker, pressed } = standing;
  const marked = markedSpan(mark);
  const target = (ms = clock.timeMs) => (saysInstants ? null : targetAt(track, spansOf(store.lane), marked, ms));
  const instant = (ms = clock.timeMs) => (saysInstants ? instantAt(store.lane, { fps, ms }) : null);
  const sayOf = (about: Target | null, conceptId: string | null) => {
    if (!isOpen || !about) return;
    store.act(saying(speaker(), about, conceptId));
    if (about.kind === 'mark') setMark(NO_MARK);
  };
  const frameNow = () => {
    const { isPlaying, speed } = clock.state();
    return { fps, ms: Math.max(0, clock.timeMs - (isPlaying ? reactionMs * speed : 0)) };
  };
  const sayInstant = (conceptId: string) => {
    if (isOpen) store.act(marking(store.lane, frameNow(), { ...speaker(), conceptId }));
  };
  const say = (conceptIndex: number | null) => {
    const concept = conceptIndex === null ? null : track.concepts[conceptIndex];
    if (saysInstants && concept?.isActive) sayInstant(concept.id);
    else if (concept === null || concept?.isActive) sayOf(target(), concept?.id ?? null);
  };
  const moveEdge = (review: Review, edge: Edge, ms: number) => {
    if (isOpen) store.act(moving(speaker(), review, edge, ms));
  };
  const nudge = (edge: Edge, step: number) => {
    const about = target();
    if (!about || about.kind === 'segment') return;
    const edgeMs = stepEdge(about[edge], fps, step);
    const span = withEdge(about, edge, edgeMs, { minMs, durationMs });
    if (about.review) moveEdge(about.review, edge, edgeMs);
    else setMark(span);
    clock.pause();
    clock.seek((edge === 'startMs' ? firstFrameIn : lastFrameIn)(span, fps));
  };
  /** Makes an edit of what is at the player's time. */
  const change = (edit: (speaker: Speaker, about: Target) => Edit | null) => {
    const about = target();
    if (isOpen && about) store.act(edit(speaker(), about));
  };
  const goToChange = (edit: Edit | null) => {
    const place = edit && changeOf(edit);
    if (!place) return;
    const { span, ms } = place;
    clock.pause();
    if (isInstant(span)) clock.seek(shownAtMs(span, fps));
    else clock.seek(ms < span.endMs ? firstFrameIn({ ...span, startMs: ms }, fps) : lastFrameIn(span, fps));
  };
  const discard = () => {
    if (pressed.drawing) pressed.discard();
    else if (mark !== NO_MARK) setMark(NO_MARK);
    else setSaysInstants(false);
  };
  return {
    ...snapshot,
    canUndo: snapshot.canUndo || pressed.drawing !== null,
    isOpen,
    saysInstants,
    toggleInstants: () => isOpen && setSaysInstants(!saysInstants),
    fps,
    durationMs,
    minMs,
    reviews,
    mark,
    marked,
    drawing: pressed.drawing,
    keys,
    targetAt: target,
    instantAt: instant,
    confirm: () => {
      if (pressed.drawing) return pressed.end();
      const about = target();
      const conceptId = confirmable(track, about);
      if (conceptId !== null) sayOf(about, conceptId);
    },
    say,
    press: (event, conceptIndex) => {
      // A key that is still down after what it has drawn has ended says nothing about what is there now.
      if (event.repeat) return;
      const { isPlaying, speed } = clock.state();
      const isDrawing = isOpen && !saysInstants && !marked && (pressed.drawing !== null || (isPlaying && speed > 0));
      if (isDrawing) pressed.press(event, conceptIndex === null ? null : track.concepts[conceptIndex]!.id);
      else say(conceptIndex);
    },
    remove: () => {
      const [moment, said] = [instant(), target()?.review];
      if (mark !== NO_MARK) setMark(NO_MARK);
      else if (isOpen && moment) store.act({ removes: [moment], adds: [] });
      else if (isOpen && said) store.act(removing(speaker(), said));
    },
    discard,
    split: () => change((who, about) => splitting(who, about, frameStartMs(frameIndexAt(clock.timeMs, fps), fps))),
    join: () => change(joining),
    setMark,
    markStart: () => isOpen && setMark(markStart(mark, clock.timeMs, fps)),
    markEnd: () => isOpen && setMark(markEnd(mark, clock.timeMs, fps, durationMs)),
    moveEdge,
    nudge: (edge, step) => isOpen && nudge(edge, step),
    goToUnreviewed: (direction) => {
      const index = nextUnreviewed(order, (each) => reviews[each] !== null, visited, direction);
      if (index === null) return;
      setVisited(index);
      clock.pause();
      clock.seek(firstFrameIn(firstOpenSpan(track.segments[index]!, spansOf(store.lane)), fps));
    },
    undo: () => (pressed.drawing ? pressed.discard() : goToChange(store.undo())),
    redo: () => goToChange(store.redo()),
    save: store.save,
  };
}

function activeIndexes({ concepts }: Pick<Track, 'concepts'>): number[] {
  return [...concepts.keys()].filter((index) => concepts[index]!.isActive);
}

/** What a verdict now would be about; renders only where that changes. */
export function useTarget(clock: PlayerClock, { targetAt: find }: Pick<Reviewing, 'targetAt'>): Target | null {
  const read = () => {
    const target = find(clock.timeMs);
    return (
      target && `${target.kind} ${target.startMs} ${target.endMs} ${target.review?.key} ${target.segment?.startMs}`
    );
  };
  useSyncExternalStore(clock.onTime, read, read);
  return find(clock.timeMs);
}

/** What was said to happen in the frame on show, as {@link Reviewing.instantAt}. */
export function useInstant(clock: PlayerClock, { instantAt: find }: Pick<Reviewing, 'instantAt'>): Review | null {
  const read = () => find(clock.timeMs);
  return useSyncExternalStore(clock.onTime, read, read);
}

/** Whether a verdict can be the recognised concept; see {@link confirmable}. */
export function canConfirm({ isOpen }: Pick<Reviewing, 'isOpen'>, track: Track, target: Target | null): boolean {
  return isOpen && confirmable(track, target) !== null;
}
