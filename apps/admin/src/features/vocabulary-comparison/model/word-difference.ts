/** A stretch of text that both have, or only one of them. */
export interface TextPart {
  readonly text: string;
  readonly isSame: boolean;
}

export interface WordDifference {
  readonly before: readonly TextPart[];
  readonly after: readonly TextPart[];
}

/** Beyond as many words on both sides together, a text counts as different as a whole. */
const MAX_WORDS = 2000;

/** What two texts have in common, word by word; words are found in any language, Japanese included. */
export function wordDifference(before: string, after: string, language = 'ja'): WordDifference {
  const [a, b] = [wordsOf(before, language), wordsOf(after, language)];
  if (a.length + b.length > MAX_WORDS) return { before: whole(before), after: whole(after) };
  const common = commonWords(a, b);
  return { before: joined(a, common.inBefore), after: joined(b, common.inAfter) };
}

function whole(text: string): TextPart[] {
  return text === '' ? [] : [{ text, isSame: false }];
}

function wordsOf(text: string, language: string): string[] {
  const segmenter = new Intl.Segmenter(language, { granularity: 'word' });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** Positions of a longest common subsequence. */
function commonWords(a: readonly string[], b: readonly string[]) {
  const lengths = commonLengths(a, b);
  const [inBefore, inAfter] = [new Set<number>(), new Set<number>()];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) {
      inBefore.add(i++);
      inAfter.add(j++);
    } else if (lengths[i + 1]![j]! >= lengths[i]![j + 1]!) i += 1;
    else j += 1;
  }
  return { inBefore, inAfter };
}

/** `[i][j]`: words that `a` from `i` and `b` from `j` have in common. */
function commonLengths(a: readonly string[], b: readonly string[]): Uint16Array[] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      lengths[i]![j] = a[i] === b[j] ? lengths[i + 1]![j + 1]! + 1 : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!);
    }
  }
  return lengths;
}

function joined(words: readonly string[], same: ReadonlySet<number>): TextPart[] {
  const parts: TextPart[] = [];
  for (const [index, text] of words.entries()) {
    const isSame = same.has(index);
    const last = parts.at(-1);
    if (last?.isSame === isSame) parts[parts.length - 1] = { text: last.text + text, isSame };
    else parts.push({ text, isSame });
  }
  return parts;
}
