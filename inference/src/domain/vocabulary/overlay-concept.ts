import { bareContent, TEXT_FIELDS } from './concept-content.ts';
import type { ConceptContent } from './concept-content.ts';
import type { IdentifiedRow } from './identify-rows.ts';
import type { SpokenField } from './vocabulary-document.ts';

const BY_KEY = [...TEXT_FIELDS, 'facets'] as const;

/**
 * What a concept says once a row is laid over it: the row where the file speaks of a field, the concept where it is silent.
 *
 * @param before null: a new concept, of which the row says all
 */
export function overlayConcept(
  before: ConceptContent | null,
  { id, concept }: IdentifiedRow,
  spoken: readonly SpokenField[],
): ConceptContent {
  const { position, ...said } = concept;
  if (before === null) return { ...bareContent(id, {}), ...said, id, position: position ?? 0 };
  const isSpoken = (field: keyof ConceptContent) => spoken.some((each) => each.field === field);
  const keyed = BY_KEY.map((field) => [field, overlayKeys(before[field], said[field], keysOf(spoken, field))] as const);
  const relations = keysOf(spoken, 'mappings');
  const plain = Object.fromEntries(PLAIN.filter(isSpoken).map((field) => [field, said[field]]));
  const labels = Object.keys(keyed[0][1]).length > 0 ? {} : { prefLabels: before.prefLabels };
  return {
    ...before,
    ...Object.fromEntries(keyed),
    ...plain,
    ...labels,
    position: position ?? before.position,
    mappings: [...before.mappings.filter(({ relation }) => !relations.has(relation)), ...said.mappings],
  };
}

const PLAIN = [
  'notation',
  'broaderId',
  'status',
  'reviewedPrompts',
  'examples',
  'relatedIds',
  'replacedByIds',
] as const satisfies readonly (keyof ConceptContent)[];

function keysOf(spoken: readonly SpokenField[], field: keyof ConceptContent): ReadonlySet<string> {
  return new Set(spoken.flatMap((each) => (each.field === field && each.key !== null ? [each.key] : [])));
}

function overlayKeys(before: object, said: object, keys: ReadonlySet<string>): object {
  const kept = Object.entries(before).filter(([key]) => !keys.has(key));
  return Object.fromEntries([...kept, ...Object.entries(said)]);
}
