import { FreeIds, idFromLabels } from '@actionary/inference/domain';
import type { VocabularyContents, VocabularyOperation } from '@actionary/inference/domain';
import { cleanConcept, EMPTY_CONCEPT } from './concept.ts';
import type { Concept, Texts } from './concept.ts';

/** What a concept is split into: one that is there, or a new one with these labels. */
export interface SplitPart {
  readonly key: number;
  readonly existingId: string | null;
  readonly labels: Texts;
}

/** Those that say what they are. */
function usableParts(parts: readonly SplitPart[]): SplitPart[] {
  const isFilled = ({ existingId, labels }: SplitPart) =>
    existingId !== null || Object.values(labels).some((label) => label.trim() !== '');
  return parts.filter(isFilled);
}

/** New concepts come right behind the one that is split, and have its facets; null where there are fewer than two parts. */
export function splitOperation(
  contents: VocabularyContents,
  concept: Concept,
  parts: readonly SplitPart[],
): VocabularyOperation | null {
  const ids = new FreeIds(contents.keys());
  const into = usableParts(parts).flatMap(({ existingId, labels }): Concept[] => {
    if (existingId !== null) return contents.has(existingId) ? [contents.get(existingId)!] : [];
    const { broaderId, facets } = concept;
    const part = cleanConcept({ ...EMPTY_CONCEPT, broaderId, facets, prefLabels: labels });
    return [{ ...part, id: ids.next(idFromLabels(part.prefLabels)) }];
  });
  const isEnough = new Set(into.map(({ id }) => id)).size >= 2;
  return isEnough ? { kind: 'split', id: concept.id, into } : null;
}
