import type { PlayerClock } from '../timeline/player-clock.ts';
import type { Track } from '../timeline/track.ts';
import { instantAt } from './instants.ts';
import { markedSpan } from './mark.ts';
import type { Drawing } from './pressing.ts';
import { spansOf } from './review.ts';
import type { ReviewPlaces, Reviewing } from './reviewing.ts';
import type { ReviewSnapshot, ReviewStore } from './review-store.ts';
import type { Speaker } from './saying.ts';
import { targetAt } from './target.ts';

/** What reviewing is about. */
export interface Subject {
  readonly clock: PlayerClock;
  readonly track: Track;
  readonly store: ReviewStore;
  readonly fps: number;
  readonly durationMs: number;
  /** Whether the words on show are those that can be said today. */
  readonly isOpen: boolean;
}

/** Drawing by keys while the video plays. */
export interface PressedKeys {
  readonly drawing: Drawing | null;
  /** @param conceptId null: none of them */
  readonly press: (event: KeyboardEvent, conceptId: string | null) => void;
  readonly end: () => void;
  readonly discard: () => void;
}

/** How reviewing stands. */
export interface Standing extends Subject, Pick<Reviewing, 'mark' | 'setMark' | 'minMs' | 'keys' | 'reviews'> {
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

/** By what has been said by now, which may be more than was rendered. */
export function reviewPlaces({ clock, track, store, fps, mark, saysInstants }: Standing): ReviewPlaces {
  const marked = markedSpan(mark);
  return {
    targetAt: (ms = clock.timeMs) => (saysInstants ? null : targetAt(track, spansOf(store.lane), marked, ms)),
    instantAt: (ms = clock.timeMs) => (saysInstants ? instantAt(store.lane, { fps, ms }) : null),
  };
}
