import type { Concept } from './concept.ts';
import type { Edit } from './draft-state.ts';
import { differingPlaces, valueAt, withValue } from './merge-concept.ts';
import type { Collision, Place } from './merge-concept.ts';

/** The edit that puts one's own values in place of theirs; none where nothing of one's own was chosen. */
export function resolvedEdit(concept: Concept, chosen: readonly Collision[]): Edit[] {
  if (chosen.length === 0) return [];
  const after = chosen.reduce((current, { mine, ...place }) => withValue(current, place, mine), concept);
  return [{ kind: 'edit', before: concept, after }];
}

/** What an edit has changed, and to what. */
export function editedPlaces({ before, after }: Edit): (Place & { readonly mine: unknown })[] {
  return differingPlaces(before, after).map((place) => ({ ...place, mine: valueAt(after, place) }));
}
