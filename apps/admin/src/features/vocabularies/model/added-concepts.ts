import { FreeIds, idFromLabels } from '@actionary/inference/domain';
import type { VocabularyContents } from '@actionary/inference/domain';
import { cleanConcept, EMPTY_CONCEPT } from './concept.ts';
import type { Concept } from './concept.ts';

/** New concepts at the top, behind all others, each with an external id of its own. */
export function addedConcepts(contents: VocabularyContents, given: readonly Pick<Concept, 'prefLabels'>[]): Concept[] {
  const ids = new FreeIds(contents.keys());
  const last = [...contents.values()].reduce((max, { position }) => Math.max(max, position), -1);
  return given.map(({ prefLabels }, index) => {
    const concept = cleanConcept({ ...EMPTY_CONCEPT, prefLabels, position: last + 1 + index });
    return { ...concept, id: ids.next(idFromLabels(concept.prefLabels)) };
  });
}
