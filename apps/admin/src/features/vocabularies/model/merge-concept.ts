import type { Concept, ConceptField } from './concept.ts';

/** A part of a concept: a field, or its value in a language (or of a facet). */
export interface Place {
  readonly field: ConceptField;
  /** Language, or name of the facet; null for a field that has none. */
  readonly key: string | null;
}

/** A part that two people have changed to different values. */
export interface Collision extends Place {
  readonly mine: unknown;
  readonly theirs: unknown;
}

const KEYED = new Set<ConceptField>([
  'prefLabels',
  'altLabels',
  'hiddenLabels',
  'definitions',
  'scopeNotes',
  'prompts',
  'facets',
]);

const FIELDS: readonly ConceptField[] = [
  'broaderId',
  'position',
  'status',
  'notation',
  ...KEYED,
  'reviewedPrompts',
  'relatedIds',
  'examples',
  'mappings',
  'replacedByIds',
];

/** The parts in which two contents of a concept differ. What is empty says nothing. */
export function differingPlaces(one: Concept, other: Concept): Place[] {
  return FIELDS.filter((field) => one[field] !== other[field]).flatMap((field) =>
    keysOf(field, one, other)
      .map((key): Place => ({ field, key }))
      .filter((place) => !isSame(valueAt(one, place), valueAt(other, place))),
  );
}

/**
 * What was changed here from `before` to `after`, upon what the concept has become elsewhere. A part that both have
 * changed to different values stays theirs, and is told.
 */
export function mergeConcept(before: Concept, after: Concept, theirs: Concept) {
  const collisions: Collision[] = [];
  let concept = theirs;
  for (const place of differingPlaces(before, after)) {
    const [mine, their] = [valueAt(after, place), valueAt(theirs, place)];
    if (isSame(their, mine)) continue;
    if (isSame(their, valueAt(before, place))) concept = withValue(concept, place, mine);
    else collisions.push({ ...place, mine, theirs: their });
  }
  return { concept, collisions };
}

/** The concept with another value at a place. */
export function withValue(concept: Concept, { field, key }: Place, value: unknown): Concept {
  if (key === null) return { ...concept, [field]: value };
  const values = { ...(concept[field] as Readonly<Record<string, unknown>>) };
  if (isEmpty(value)) delete values[key];
  else values[key] = value;
  return { ...concept, [field]: values };
}

export function valueAt(concept: Concept, { field, key }: Place): unknown {
  const value = concept[field];
  return key === null ? value : (value as Readonly<Record<string, unknown>>)[key];
}

function keysOf(field: ConceptField, one: Concept, other: Concept): (string | null)[] {
  if (!KEYED.has(field)) return [null];
  return [...new Set([...Object.keys(one[field] as object), ...Object.keys(other[field] as object)])];
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

function isSame(one: unknown, other: unknown): boolean {
  if (one === other || (isEmpty(one) && isEmpty(other))) return true;
  return typeof one === 'object' && JSON.stringify(one) === JSON.stringify(other);
}
