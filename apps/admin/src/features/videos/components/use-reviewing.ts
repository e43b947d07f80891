'use client';

import { useCallback, useMemo, useState, useSyncExternalStore } from 'react';
import { callerPerson } from '../../../lib/person.ts';
import { conceptKeys } from '../reviewing/concept-keys.ts';
import { edgeActs } from '../reviewing/edge-acts.ts';
import { NO_MARK } from '../reviewing/mark.ts';
import type { Drawn } from '../reviewing/pressing.ts';
import { reviewsOfSegments } from '../reviewing/progress.ts';
import { spansOf } from '../reviewing/review.ts';
import type { Review } from '../reviewing/review.ts';
import { reviewSteps } from '../reviewing/review-steps.ts';
import type { Reviewing } from '../reviewing/reviewing.ts';
import { saying } from '../reviewing/saying.ts';
import type { Speaker } from '../reviewing/saying.ts';
import { speechActs } from '../reviewing/speech-acts.ts';
import { reviewPlaces } from '../reviewing/standing.ts';
import type { Standing, Subject } from '../reviewing/standing.ts';
import { confirmable, drawnTarget } from '../reviewing/target.ts';
import type { Target } from '../reviewing/target.ts';
import { byUncertainty } from '../reviewing/uncertainty.ts';
import type { PlayerClock } from '../timeline/player-clock.ts';
import type { Track } from '../timeline/track.ts';
import { useDrawingOptions } from './use-drawing-options.ts';
import { usePressing } from './use-pressing.ts';

/** The same until something changes: what else moves on the page need not render who reads it. */
export function useReviewing(subject: Subject): Reviewing {
  const standing = useStanding(subject);
  return useMemo(() => reviewingOf(standing), [standing]);
}

function useStanding({ clock, track, store, fps, durationMs, isOpen }: Subject): Standing {
  const stored = useSyncExternalStore(store.subscribe, store.getSnapshot, store.getSnapshot);
  const snapshot = useMemo(() => ({ ...stored, lane: spansOf(stored.lane) }), [stored]);
  const [saysInstants, setSaysInstants] = useState(false);
  const [mark, setMark] = useState(NO_MARK);
  const [visited, setVisited] = useState(-1);
  const { isGapFree, reactionMs } = useDrawingOptions();
  const minMs = Math.floor(1000 / fps);
  const speaker = useCallback((): Speaker => {
    const person = callerPerson() || null;
    return { track, lane: spansOf(store.lane), durationMs, minMs, isGapFree, person, newKey: store.newKey };
  }, [track, store, durationMs, minMs, isGapFree]);
  const onDrawn = useCallback(
    ({ conceptId, ...span }: Drawn) => store.act(saying(speaker(), drawnTarget(span), conceptId)),
    [store, speaker],
  );
  const pressed = usePressing({ clock, fps, minMs, durationMs, reactionMs, onDrawn });
  const subject = useMemo(
    () => ({ clock, track, store, fps, durationMs, isOpen, minMs }),
    [clock, track, store, fps, durationMs, isOpen, minMs],
  );
  const ofTrack = useMemo(
    () => ({ keys: conceptKeys(activeIndexes(track)), order: byUncertainty(track.segments) }),
    [track],
  );
  const reviews = useMemo(() => reviewsOfSegments(track.segments, snapshot.lane), [track, snapshot.lane]);
  const meant = useMemo(() => ({ mark, setMark, saysInstants, setSaysInstants }), [mark, saysInstants]);
  return useMemo(
    () => ({ ...subject, ...ofTrack, ...meant, snapshot, reviews, reactionMs, visited, setVisited, speaker, pressed }),
    [subject, ofTrack, meant, snapshot, reviews, reactionMs, visited, speaker, pressed],
  );
}

function reviewingOf(standing: Standing): Reviewing {
  const { snapshot, isOpen, saysInstants, setSaysInstants, mark, pressed, store } = standing;
  const { fps, durationMs, minMs, reviews, keys } = standing;
  const places = reviewPlaces(standing);
  return {
    ...snapshot,
    ...places,
    ...speechActs(standing, places),
    ...edgeActs(standing, places),
    ...reviewSteps(standing),
    canUndo: snapshot.canUndo || pressed.drawing !== null,
    isOpen,
    saysInstants,
    toggleInstants: () => isOpen && setSaysInstants(!saysInstants),
    fps,
    durationMs,
    minMs,
    reviews,
    mark,
    drawing: pressed.drawing,
    keys,
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
