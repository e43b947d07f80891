import type { ConceptContent } from './concept-content.ts';
import { foldText } from './fold-text.ts';

/**
 * What to do about two concepts that an encoder can hardly tell apart. `merge`: one would do. `rename`: name what
 * differs. `addPrompt`: give them prompts that say what can be seen.
 */
export type ConfusableAdvice = 'merge' | 'rename' | 'addPrompt';

/** From this cosine on, two concepts are the same to an encoder. */
const SAME_SIMILARITY = 0.98;
/** From this likeness on, names are the same but for spelling, number or order. */
const SAME_LIKENESS = 0.75;
/** From this likeness on, names share words. */
const SHARED_LIKENESS = 0.4;

/**
 * - `merge` where the cosine is ≥ 0.98 and two of their names are alike (≥ 0.75), or one is also called what the other is;
 * - `rename` where they have the same broader concept, or both none, and their names share words (≥ 0.4);
 * - `addPrompt` otherwise: the words differ already, the encoder does not see it.
 *
 * @param similarity cosine of their text embeddings
 */
export function adviseConfusable(one: ConceptContent, other: ConceptContent, similarity: number): ConfusableAdvice {
  const likeness = nameLikeness(one, other);
  if (likeness === 1 || (similarity >= SAME_SIMILARITY && likeness >= SAME_LIKENESS)) return 'merge';
  return one.broaderId === other.broaderId && likeness >= SHARED_LIKENESS ? 'rename' : 'addPrompt';
}

/**
 * How alike the names (preferred labels and synonyms) of two concepts are: of all pairs in one language, the most alike
 * one's share of common character pairs (Sørensen–Dice), which works without spaces between words, too.
 *
 * @returns 0 … 1; 1 where a name is the same, however it is typed; 0 without a common language
 */
export function nameLikeness(one: ConceptContent, other: ConceptContent): number {
  let best = 0;
  for (const language of Object.keys(one.prefLabels)) {
    const others = namesOf(other, language).map(characterPairs);
    for (const pairs of namesOf(one, language).map(characterPairs))
      for (const candidate of others) best = Math.max(best, dice(pairs, candidate));
  }
  return best;
}

function namesOf({ prefLabels, altLabels }: ConceptContent, language: string): string[] {
  const names = [prefLabels[language] ?? '', ...(altLabels[language] ?? [])];
  return names.map((name) => foldText(name).replaceAll(/\s+/g, ' ')).filter((name) => name !== '');
}

/** Pairs of neighbours with the ends, so that one character is compared as well; with their numbers. */
function characterPairs(name: string): ReadonlyMap<string, number> {
  const characters = ['^', ...name, '$'];
  const pairs = new Map<string, number>();
  for (const [index, character] of characters.slice(1).entries()) {
    const pair = characters[index] + character;
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
}

function dice(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number {
  let common = 0;
  for (const [pair, count] of one) common += Math.min(count, other.get(pair) ?? 0);
  return (2 * common) / (sizeOf(one) + sizeOf(other));
}

function sizeOf(pairs: ReadonlyMap<string, number>): number {
  let size = 0;
  for (const count of pairs.values()) size += count;
  return size;
}
