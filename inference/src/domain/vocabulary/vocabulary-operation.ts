import type { Reason } from '../reason.ts';
import type { ConceptContent } from './concept-content.ts';

/** A step of a change set: what a curator does to a draft, with meaning, so that what was recognised can follow. */
export type VocabularyOperation =
  /**
   * Adds concepts, or says something else about those of the same id: labels (a rename), prompts (a reprompt), anything but
   * their identity. All at once, so that they may refer to each other.
   */
  | { readonly kind: 'put'; readonly concepts: readonly ConceptContent[] }
  /** Another place in the tree; `position` 0, 1, 2 … among the siblings there, who make room. */
  | { readonly kind: 'move'; readonly id: string; readonly broaderId: string | null; readonly position: number }
  /** Several become one of them: the others are deprecated in its favour. */
  | {
      readonly kind: 'merge';
      /** Those that go. */
      readonly ids: readonly string[];
      readonly intoId: string;
      /** Their labels become synonyms of the one that stays. */
      readonly keepLabels: boolean;
    }
  /**
   * One becomes several: it is deprecated in their favour; those that are not there yet are added, its new siblings right
   * behind it, in the order given.
   */
  | { readonly kind: 'split'; readonly id: string; readonly into: readonly ConceptContent[] }
  | { readonly kind: 'deprecate'; readonly id: string; readonly replacedByIds: readonly string[] }
  /** Takes a deprecation back. */
  | { readonly kind: 'restore'; readonly id: string }
  /** Only for what has never been published. */
  | { readonly kind: 'remove'; readonly ids: readonly string[] };

/** Why an operation does not fit. */
export type OperationReason =
  | 'noSuchConcept'
  | 'belowItself'
  | 'replacesItself'
  | 'replacementDeprecated'
  | 'nothingToMerge'
  | 'splitIntoTwo'
  | 'conceptPublished'
  | 'conceptInUse';

/** An operation that does not fit the draft. The message is one line: what is wrong and the remedy. */
export class OperationError extends Error {
  override readonly name = 'OperationError';
  /** Of the operation, e.g. `intoId`. */
  readonly field: string;
  readonly reason: Reason<OperationReason>;

  constructor(field: string, message: string, reason: Reason<OperationReason>) {
    super(message);
    this.field = field;
    this.reason = reason;
  }
}
