import type { Edge } from './edges.ts';
import type { Mark } from './mark.ts';
import type { Drawing } from './pressing.ts';
import type { Review } from './review.ts';
import type { ReviewSnapshot } from './review-store.ts';
import type { Target } from './target.ts';

/** What the page knows about reviews, and what can be done. Acts mean what is under the player's time, or what is marked. */
export interface Reviewing extends ReviewSnapshot, ReviewPlaces, SpeechActs, EdgeActs, ReviewSteps {
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
  /** What is being drawn by keys, up to the player's time. */
  readonly drawing: Drawing | null;
  /** Keys of concepts, by their indexes. */
  readonly keys: ReadonlyMap<number, string>;
  readonly save: () => Promise<void>;
}

/** What acts are about. */
export interface ReviewPlaces {
  /** Null while concepts are said of instants. @param ms default: the player's time */
  readonly targetAt: (ms?: number) => Target | null;
  /** What was said to happen in the frame on show; null while concepts are said of spans. @param ms default: the player's time */
  readonly instantAt: (ms?: number) => Review | null;
}

/** What is said. */
export interface SpeechActs {
  /** Ends what is being drawn, else says what was recognised. */
  readonly confirm: () => void;
  /** @param conceptIndex null: none of them */
  readonly say: (conceptIndex: number | null) => void;
  /** What the key of a concept means: while the video plays it draws, see `press`; else it says the concept. */
  readonly press: (event: KeyboardEvent, conceptIndex: number | null) => void;
  /** Takes back what was said. */
  readonly remove: () => void;
  /** Makes two of what is at the player's time: the frame on show begins the second one. */
  readonly split: () => void;
  /** Makes one of what is at the player's time and of what comes next, where that is the same. */
  readonly join: () => void;
}

/** Where what is said, or marked, begins and ends. */
export interface EdgeActs {
  readonly setMark: (mark: Mark) => void;
  readonly markStart: () => void;
  readonly markEnd: () => void;
  readonly moveEdge: (review: Review, edge: Edge, ms: number) => void;
  /** Moves an edge of what was said, or marked, by frames, and shows the frame at it. */
  readonly nudge: (edge: Edge, step: number) => void;
  /** Forgets what is marked or being drawn. */
  readonly discard: () => void;
}

/** On to what is left to review, and back through what was done. */
export interface ReviewSteps {
  /** To the next segment that nobody has reviewed, the least certain first. */
  readonly goToUnreviewed: (direction: 1 | -1) => void;
  /** Takes back what is being drawn, else the last step, and shows where that was. */
  readonly undo: () => void;
  readonly redo: () => void;
}
