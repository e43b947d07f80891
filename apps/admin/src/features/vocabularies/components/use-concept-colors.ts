import { useMemo } from 'react';
import type { VocabularyContents } from '@actionary/inference/domain';
import { conceptColors, inOrderOfCreation } from '../../../lib/concept-colors.ts';

/** Colours of a draft's concepts as they are edited: those that are not saved yet come last. */
export function useConceptColors(conceptIds: ReadonlyMap<string, string>, contents: VocabularyContents) {
  const known = useMemo(
    () => inOrderOfCreation(Array.from(conceptIds, ([externalId, id]) => ({ id, externalId }))),
    [conceptIds],
  );
  return useMemo(() => {
    const added = [...contents.keys()].filter((externalId) => !conceptIds.has(externalId));
    return conceptColors([...known, ...added], (externalId) => contents.get(externalId)?.broaderId);
  }, [known, conceptIds, contents]);
}
