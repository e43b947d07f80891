import { CONCEPT_FIELDS } from './concept.ts';
import type { Concept, ConceptField } from './concept.ts';

/** Fields in which two concepts differ; the order of languages does not count. */
export function differingFields(a: Concept, b: Concept): ConceptField[] {
  return CONCEPT_FIELDS.filter((field) => !isSame(a[field], b[field]));
}

/** Whether two field values are the same. */
export function isSame(a: Concept[ConceptField], b: Concept[ConceptField]): boolean {
  return a === b || canonical(a) === canonical(b);
}

export interface VersionDifference {
  readonly addedCount: number;
  readonly changedCount: number;
  readonly removedCount: number;
}

/** How many concepts differ between two versions. */
export function compareVersions(before: readonly Concept[], after: readonly Concept[]): VersionDifference {
  const old = new Map(before.map((concept) => [concept.externalId, concept]));
  let [addedCount, changedCount] = [0, 0];
  for (const concept of after) {
    const was = old.get(concept.externalId);
    if (!was) addedCount += 1;
    else if (differingFields(was, concept).length > 0) changedCount += 1;
  }
  return { addedCount, changedCount, removedCount: before.length - (after.length - addedCount) };
}

function canonical(value: Concept[ConceptField]): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value) as [string, string | readonly string[]][];
  return JSON.stringify(entries.filter(([, texts]) => isFilled(texts)).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** A field that was opened and left empty says nothing. */
function isFilled(texts: string | readonly string[]): boolean {
  return typeof texts === 'string' ? texts !== '' : texts.some((text) => text !== '');
}
