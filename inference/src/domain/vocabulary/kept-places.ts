import { pushTo } from './concept-chains.ts';
import { compareSiblings } from './concept-content.ts';
import type { ConceptContent, VocabularyContents } from './concept-content.ts';

/**
 * The later contents, with the earlier position of each concept that was not moved, but made room: among the siblings that
 * both versions have, it stands where it stood. A comparison then tells of moves only.
 */
export function withKeptPlaces<T extends ConceptContent>(
  before: VocabularyContents,
  after: ReadonlyMap<string, T>,
): Map<string, T> {
  const rows = new Map<string | null, T[]>();
  for (const concept of after.values()) {
    const was = before.get(concept.id);
    if (was && was.broaderId === concept.broaderId) pushTo(rows, concept.broaderId, concept);
  }
  const kept = new Map(after);
  for (const row of rows.values()) {
    const was = row.map(({ id }) => before.get(id)!).toSorted(compareSiblings);
    for (const [rank, concept] of row.toSorted(compareSiblings).entries()) {
      const { id, position } = was[rank];
      if (id === concept.id && position !== concept.position) kept.set(id, { ...concept, position });
    }
  }
  return kept;
}
