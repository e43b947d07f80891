'use client';

import { useMemo, useState, useSyncExternalStore } from 'react';
import { callerPerson } from '../../../lib/person.ts';
import type { PlayerClock } from '../timeline/player-clock.ts';
import type { Track } from '../timeline/track.ts';
import { conceptKeys } from '../reviewing/concept-keys.ts';
import { withEdge } from '../reviewing/edges.ts';
import type { Edge } from '../reviewing/edges.ts';
import { firstFrameIn, lastFrameIn, stepEdge } from '../reviewing/frames.ts';
import { markedSpan, markEnd, markStart, NO_MARK } from '../reviewing/mark.ts';
import type { Mark } from '../reviewing/mark.ts';
import { reviewsOfSegments } from '../reviewing/progress.ts';
import type { Review, Span } from '../reviewing/review.ts';
import type { ReviewSnapshot, ReviewStore } from '../reviewing/review-store.ts';
import { moving, saying } from '../reviewing/saying.ts';
import type { Speaker } from '../reviewing/saying.ts';
import { confirmable, firstOpenSpan, targetAt } from '../reviewing/target.ts';
import type { Target } from '../reviewing/target.ts';
import { byUncertainty, nextUnreviewed } from '../reviewing/uncertainty.ts';

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
  readonly fps: number;
  readonly durationMs: number;
  /** A frame. */
  readonly minMs: number;
  /** What has been said about each segment. */
  readonly reviews: readonly (Review | null)[];
  readonly mark: Mark;
  readonly marked: Span | null;
  /** Keys of concepts, by their indexes. */
  readonly keys: ReadonlyMap<number, string>;
  readonly targetAt: (ms: number) => Target | null;
  readonly confirm: () => void;
  /** @param conceptIndex null: none of them */
  readonly say: (conceptIndex: number | null) => void;
  /** Takes back what was said. */
  readonly remove: () => void;
  readonly setMark: (mark: Mark) => void;
  readonly markStart: () => void;
  readonly markEnd: () => void;
  readonly moveEdge: (review: Review, edge: Edge, ms: number) => void;
  /** Moves an edge of what was said, or marked, by frames, and shows the frame at it. */
  readonly nudge: (edge: Edge, step: number) => void;
  /** To the next segment that nobody has reviewed, the least certain first. */
  readonly goToUnreviewed: (direction: 1 | -1) => void;
  readonly undo: () => boolean;
  readonly redo: () => boolean;
  readonly save: () => Promise<void>;
}

export function useReviewing(subject: Subject): Reviewing {
  const { clock, track, store, fps, durationMs, isOpen } = subject;
  const snapshot = useSyncExternalStore(store.subscribe, store.getSnapshot, store.getSnapshot);
  const [mark, setMark] = useState(NO_MARK);
  const [visited, setVisited] = useState(-1);
  const keys = useMemo(() => conceptKeys(activeIndexes(track)), [track]);
  const order = useMemo(() => byUncertainty(track.segments), [track]);
  const reviews = useMemo(() => reviewsOfSegments(track.segments, snapshot.lane), [track, snapshot.lane]);
  // The same until something changes: what else moves on the page need not render who reads it.
  return useMemo(
    () =>
      reviewingOf(
        { clock, track, store, fps, durationMs, isOpen },
        { snapshot, mark, setMark, visited, setVisited, keys, order, reviews },
      ),
    [clock, track, store, fps, durationMs, isOpen, snapshot, mark, visited, keys, order, reviews],
  );
}

/** How reviewing stands. */
interface Standing extends Pick<Reviewing, 'mark' | 'setMark' | 'keys' | 'reviews'> {
  readonly snapshot: ReviewSnapshot;
  /** The segment that was gone to last; -1: none. */
  readonly visited: number;
  readonly setVisited: (index: number) => void;
  /** Segments, the least certain first. */
  readonly order: readonly number[];
}

function reviewingOf({ clock, track, store, fps, durationMs, isOpen }: Subject, standing: Standing): Reviewing {
  const { snapshot, mark, setMark, visited, setVisited, keys, order, reviews } = standing;
  const marked = markedSpan(mark);
  const minMs = Math.floor(1000 / fps);
  const target = (ms = clock.timeMs) => targetAt(track, store.lane, marked, ms);
  const speaker = (): Speaker => {
    const person = callerPerson() || null;
    return { track, lane: store.lane, durationMs, minMs, person, newKey: store.newKey };
  };
  const sayOf = (about: Target | null, conceptId: string | null) => {
    if (!isOpen || !about) return;
    store.act(saying(speaker(), about, conceptId));
    if (about.kind === 'mark') setMark(NO_MARK);
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
  return {
    ...snapshot,
    isOpen,
    fps,
    durationMs,
    minMs,
    reviews,
    mark,
    marked,
    keys,
    targetAt: target,
    confirm: () => {
      const about = target();
      const conceptId = confirmable(track, about);
      if (conceptId !== null) sayOf(about, conceptId);
    },
    say: (conceptIndex) => {
      const concept = conceptIndex === null ? null : track.concepts[conceptIndex];
      if (concept === null || concept?.isActive) sayOf(target(), concept?.id ?? null);
    },
    remove: () => {
      const about = target();
      if (about?.kind === 'mark' || mark !== NO_MARK) setMark(NO_MARK);
      else if (isOpen && about?.review) store.act({ removes: [about.review], adds: [] });
    },
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
      clock.seek(firstFrameIn(firstOpenSpan(track.segments[index]!, store.lane), fps));
    },
    undo: store.undo,
    redo: store.redo,
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

/** Whether a verdict can be the recognised concept; see {@link confirmable}. */
export function canConfirm({ isOpen }: Pick<Reviewing, 'isOpen'>, track: Track, target: Target | null): boolean {
  return isOpen && confirmable(track, target) !== null;
}
