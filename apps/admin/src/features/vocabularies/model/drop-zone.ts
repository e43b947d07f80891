import type { VocabularyContents, VocabularyOperation } from '@actionary/inference/domain';
import { moveTo, placeOf, siblingsAt } from './tree-moves.ts';

/** Where something is dropped: between lines, onto one to lie below it, or into one to be merged. */
export type DropZone = 'before' | 'below' | 'after' | 'merge';

const EDGE = 0.28;

/** @param share of the line's height from its top: 0 … 1 */
export function zoneAt(share: number): DropZone {
  if (share < EDGE) return 'before';
  return share > 1 - EDGE ? 'after' : 'below';
}

/** Null where a concept would come below itself. */
export function dropPlace(
  contents: VocabularyContents,
  ids: readonly string[],
  targetId: string,
  zone: Exclude<DropZone, 'merge'>,
): VocabularyOperation[] | null {
  if (zone === 'below') {
    return moveTo(contents, ids, { broaderId: targetId, index: siblingsAt(contents, targetId).length });
  }
  const { broaderId, index } = placeOf(contents, targetId);
  return moveTo(contents, ids, { broaderId, index: zone === 'before' ? index : index + 1 });
}
