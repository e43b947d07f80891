import { foldText } from '@actionary/inference/domain';
import type { Track } from '../timeline/track.ts';

/** More than so many are not listed unless they occur: they are found by typing. */
const MAX_COUNT = 100;

/**
 * Concepts to choose from, by index, in the order of the vocabulary: all that can be said, and what was recognised besides.
 * @param recognised indexes of the concepts that occur; -1, unknown, is left out
 * @param search what somebody types: part of a label or a notation, whichever way it is written; '' for all
 */
export function shownConcepts(
  { concepts }: Pick<Track, 'concepts'>,
  recognised: readonly number[],
  search = '',
): number[] {
  const occurs = new Set(recognised);
  const wanted = foldText(search);
  const all = [...concepts.keys()].filter((index) => concepts[index]!.isActive || occurs.has(index));
  if (wanted === '') return all.filter((index, place) => place < MAX_COUNT || occurs.has(index));
  const found = all.filter((index) => {
    const { label, notation } = concepts[index]!;
    return foldText(`${label}\n${notation ?? ''}`).includes(wanted);
  });
  return found.slice(0, MAX_COUNT);
}
