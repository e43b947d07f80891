import type { ConceptContent, VocabularyContents } from './concept-content.ts';

export type VocabularyCheckKind =
  | 'labelsNotDisjoint'
  | 'duplicateLabel'
  | 'relatedIsBroader'
  | 'broaderCycle'
  | 'broaderMissing'
  | 'redundantRelation'
  | 'missingLanguage'
  | 'wrongScript'
  | 'emptyText'
  | 'replacementMissing'
  | 'replacementDeprecated'
  | 'missingDefinition'
  /** These need an encoder: see `checkPrompts` and `SimilarPairs`. */
  | 'promptTooLong'
  | 'unseenWord'
  | 'confusable';

/** Errors must be mended before a version is published; warnings should be; hints may be. */
export type CheckSeverity = 'error' | 'warning' | 'hint';

/** Something that is wrong with a vocabulary. */
export interface VocabularyCheck {
  readonly kind: VocabularyCheckKind;
  readonly severity: CheckSeverity;
  /** The concepts it is about, at least one. */
  readonly conceptIds: readonly string[];
  /** The field of `ConceptContent` where it can be mended. */
  readonly field: string | null;
  readonly language: string | null;
  /** The words, ids or numbers it is about, in no language of ours; may be empty. */
  readonly detail: string;
}

/** Errors, then warnings, then hints; otherwise in the order they came in. */
export function errorsFirst(checks: readonly VocabularyCheck[]): VocabularyCheck[] {
  return checks.toSorted((one, other) => SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity));
}

const SEVERITIES: readonly CheckSeverity[] = ['error', 'warning', 'hint'];

export interface PlacedText {
  readonly field: string;
  readonly language: string;
  readonly text: string;
}

export function textCheck(
  kind: VocabularyCheckKind,
  severity: CheckSeverity,
  conceptIds: readonly string[],
  { field, language, text }: PlacedText,
): VocabularyCheck {
  return { kind, severity, conceptIds, field, language, detail: text };
}

export function idCheck(
  kind: VocabularyCheckKind,
  severity: CheckSeverity,
  conceptIds: readonly string[],
  field: keyof ConceptContent,
  detail: string,
): VocabularyCheck {
  return { kind, severity, conceptIds, field, language: null, detail };
}

export function activeConcepts(contents: VocabularyContents): ConceptContent[] {
  return [...contents.values()].filter(({ status }) => status === 'active');
}

/** Adds a value; whether it was there before. */
export function isRepeated(taken: Set<string>, value: string): boolean {
  if (taken.has(value)) return true;
  taken.add(value);
  return false;
}
