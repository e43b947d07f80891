import { pushTo } from './concept-chains.ts';
import { compareSiblings } from './concept-content.ts';
import type { ConceptContent, VocabularyContents } from './concept-content.ts';

/**
 * The later contents, with the earlier position of each concept that was not moved, but made room: of the siblings that both
 * versions have, as many as possible keep their order. A comparison then tells of moves only.
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
    const ranks = new Map(was.map(({ id }, rank) => [id, rank]));
    const order = row.toSorted(compareSiblings);
    for (const index of longestRise(order.map(({ id }) => ranks.get(id)!))) {
      const { position } = was[ranks.get(order[index].id)!];
      if (position !== order[index].position) kept.set(order[index].id, { ...order[index], position });
    }
  }
  return kept;
}

/** Places of a longest subsequence that rises, last one first; among different numbers. */
function longestRise(numbers: readonly number[]): number[] {
  /** By length: the place of the least number that a rise of this length can end with. */
  const ends: number[] = [];
  const previous: (number | undefined)[] = [];
  for (const [place, number] of numbers.entries()) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (numbers[ends[middle]] < number) low = middle + 1;
      else high = middle;
    }
    previous.push(ends[low - 1]);
    ends[low] = place;
  }
  const rise: number[] = [];
  for (let place = ends.at(-1); place !== undefined; place = previous[place]) rise.push(place);
  return rise;
}
