import { hasTerms, searchTerms } from '@actionary/inference/domain';
import type { Track } from '../timeline/track.ts';

/** More than so many are not listed unless they occur: they are found by typing. */
const MAX_COUNT = 100;

/**
 * Concepts to choose from, by index, in the order of the vocabulary: all that can be said, and what was recognised besides.
 * @param recognised indexes of the concepts that occur; -1, unknown, is left out
 * @param search what somebody types: parts of labels, synonyms, readings or the notation, whichever way they are written; '' for all
 */
export function shownConcepts(
  { concepts }: Pick<Track, 'concepts'>,
  recognised: readonly number[],
  search = '',
): number[] {
  const occurs = new Set(recognised);
  const terms = searchTerms(search);
  const all = [...concepts.keys()].filter((index) => concepts[index]!.isActive || occurs.has(index));
  if (terms.length === 0) return all.filter((index, place) => place < MAX_COUNT || occurs.has(index));
  return all.filter((index) => hasTerms(concepts[index]!.searchText, terms)).slice(0, MAX_COUNT);
}
