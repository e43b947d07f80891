import type { VocabularyOperation } from '@actionary/inference/domain';
import type { UserError } from '../../../lib/user-errors.ts';
import type { Concept } from './concept.ts';
import type { DraftState } from './draft-state.ts';

/** What the server says to a change. */
export type Answer =
  | { readonly kind: 'done'; readonly revision: number }
  /** Somebody else has changed the draft. */
  | { readonly kind: 'stale' }
  /** A step does not fit; `stepIndex` of those sent. */
  | { readonly kind: 'refused'; readonly stepIndex: number; readonly error: UserError };

export interface Restored {
  readonly revision: number;
  /** Concepts as they are now, null where they have gone; null: all have to be read. */
  readonly touched: ReadonlyMap<string, Concept | null> | null;
}

/** Somebody else has changed the draft, or there is nothing to take back or to do again: nothing was done. */
export type NotReplayed = 'stale' | 'nothing';

/** The one draft, where it is kept. Whatever else goes wrong is thrown. */
export interface DraftServer {
  read(): Promise<Pick<DraftState, 'revision' | 'saved'>>;
  /** @param steps several ones of one operation each, or one step of several */
  change(revision: number, steps: readonly (readonly VocabularyOperation[])[]): Promise<Answer>;
  undo(revision: number): Promise<Restored | NotReplayed>;
  redo(revision: number): Promise<Restored | NotReplayed>;
}
