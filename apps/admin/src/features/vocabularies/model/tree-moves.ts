import { compareSiblings } from '@actionary/inference/domain';
import type { VocabularyContents, VocabularyOperation } from '@actionary/inference/domain';
import type { Concept } from './concept.ts';

/** A place in the tree. */
export interface TreePlace {
  /** Null: at the top. */
  readonly broaderId: string | null;
  /** Among the siblings there: 0, 1, 2 … */
  readonly index: number;
}

/** Concepts directly below one, in their order. */
export function siblingsAt(contents: VocabularyContents, broaderId: string | null): Concept[] {
  const isThere = (concept: Concept) =>
    concept.broaderId === broaderId || (broaderId === null && !contents.has(concept.broaderId ?? ''));
  return [...contents.values()].filter(isThere).toSorted(compareSiblings);
}

export function placeOf(contents: VocabularyContents, id: string): TreePlace {
  const broaderId = contents.get(id)?.broaderId ?? null;
  return { broaderId, index: siblingsAt(contents, broaderId).findIndex((concept) => concept.id === id) };
}

/** Past the sibling above (-1) or below (1); null at the end of the row. */
export function moveAmongSiblings(contents: VocabularyContents, id: string, step: -1 | 1): VocabularyOperation | null {
  const { broaderId, index } = placeOf(contents, id);
  const siblingCount = siblingsAt(contents, broaderId).length;
  const position = index + step;
  return position < 0 || position >= siblingCount ? null : { kind: 'move', id, broaderId, position };
}

/** Below the sibling above, as its last; null for the first of its siblings. */
export function indent(contents: VocabularyContents, id: string): VocabularyOperation | null {
  const { broaderId, index } = placeOf(contents, id);
  const above = siblingsAt(contents, broaderId)[index - 1];
  if (!above) return null;
  return { kind: 'move', id, broaderId: above.id, position: siblingsAt(contents, above.id).length };
}

/** Behind its broader concept; null at the top. */
export function outdent(contents: VocabularyContents, id: string): VocabularyOperation | null {
  const broader = contents.get(contents.get(id)?.broaderId ?? '');
  if (!broader) return null;
  const place = placeOf(contents, broader.id);
  return { kind: 'move', id, broaderId: place.broaderId, position: place.index + 1 };
}

/**
 * Several concepts to a place, in their order; what lies below one of them comes along with it. Null where one of them
 * would come below itself.
 */
export function moveTo(
  contents: VocabularyContents,
  ids: readonly string[],
  { broaderId, index }: TreePlace,
): VocabularyOperation[] | null {
  const moved = topmost(contents, ids);
  const above = new Set(broaderId === null ? [] : [broaderId, ...idsAbove(contents, broaderId)]);
  if (moved.some((id) => above.has(id))) return null;
  const siblings = siblingsAt(contents, broaderId);
  const before = siblings.slice(0, index).filter(({ id }) => !moved.includes(id)).length;
  return moved.map((id, order) => ({ kind: 'move', id, broaderId, position: before + order }));
}

/** Those of the concepts that lie below none of the others, in the order given. */
export function topmost(contents: VocabularyContents, ids: readonly string[]): string[] {
  const chosen = new Set(ids);
  return ids.filter((id) => !idsAbove(contents, id).some((above) => chosen.has(above)));
}

/** From the broader concept up; ends in a circle. */
function idsAbove(contents: VocabularyContents, id: string): string[] {
  const found = new Set<string>();
  for (let above = contents.get(id)?.broaderId; above && !found.has(above); above = contents.get(above)?.broaderId) {
    found.add(above);
  }
  return [...found];
}

/** External ids of all concepts below one. */
export function idsBelow(contents: VocabularyContents, id: string): string[] {
  const below = Map.groupBy(contents.values(), ({ broaderId }) => broaderId);
  const found = new Set([id]);
  // A set goes on over what is added on the way.
  for (const above of found) for (const concept of below.get(above) ?? []) found.add(concept.id);
  found.delete(id);
  return [...found];
}
