/** Letters that do something on the page. */
const TAKEN = 'fhijklmnorstx';

const KEYS = [...'123456789', ...'abcdefghijklmnopqrstuvwxyz'].filter((key) => !TAKEN.includes(key));

/**
 * Keys of concepts: the first ones of the vocabulary have one each, always the same, so that hands can learn them.
 * @param conceptIndexes in the order of the vocabulary
 */
export function conceptKeys(conceptIndexes: readonly number[]): ReadonlyMap<number, string> {
  return new Map(conceptIndexes.slice(0, KEYS.length).map((conceptIndex, place) => [conceptIndex, KEYS[place]!]));
}
