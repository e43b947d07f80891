import { withKeptPlaces } from '@actionary/inference/domain';
import type { VocabularyContents } from '@actionary/inference/domain';
import { differingPlaces } from './merge-concept.ts';

/** How many concepts differ between two versions. */
export function compareVersions(before: VocabularyContents, after: VocabularyContents) {
  let [addedCount, changedCount] = [0, 0];
  for (const [id, concept] of withKeptPlaces(before, after)) {
    const was = before.get(id);
    if (!was) addedCount += 1;
    else if (differingPlaces(was, concept).length > 0) changedCount += 1;
  }
  return { addedCount, changedCount, removedCount: before.size - (after.size - addedCount) };
}
