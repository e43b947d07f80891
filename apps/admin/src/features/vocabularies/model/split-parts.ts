import type { VocabularyContents, VocabularyOperation } from '@actionary/inference/domain';
import { cleanConcept, EMPTY_CONCEPT } from './concept.ts';
import type { Concept, Texts } from './concept.ts';
import { proposeExternalId } from './external-id.ts';

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

/** New concepts lie where the one that is split does, and have its facets; null where there are fewer than two parts. */
export function splitOperation(
  contents: VocabularyContents,
  concept: Concept,
  parts: readonly SplitPart[],
): VocabularyOperation | null {
  const taken = new Set(contents.keys());
  const into = usableParts(parts).flatMap(({ existingId, labels }): Concept[] => {
    if (existingId !== null) return contents.has(existingId) ? [contents.get(existingId)!] : [];
    const { broaderId, position, facets } = concept;
    const part = cleanConcept({ ...EMPTY_CONCEPT, broaderId, position, facets, prefLabels: labels });
    const id = proposeExternalId(part, taken);
    taken.add(id);
    return [{ ...part, id }];
  });
  const isEnough = new Set(into.map(({ id }) => id)).size >= 2;
  return isEnough ? { kind: 'split', id: concept.id, into } : null;
}
