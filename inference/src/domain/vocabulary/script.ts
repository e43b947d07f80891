const JAPANESE = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}〆]/u;
const LETTERS = /\p{L}+/gu;
const ONE_OR_TWO_LETTERS = /^[\p{Lu}\p{Ll}]{1,2}$/u;
/** Longer words in capitals are words that somebody typed in capitals. */
const LONGEST_ABBREVIATION = 5;
/** Long marks and the minus stand for "nothing" in Japanese tables, though they are not punctuation. */
const NOTHING_TO_READ = /^[\p{P}\p{Z}\p{Cc}\p{Cf}ーｰ\u2212]*$/u;

/** Whether there is any kana or kanji. */
export function hasJapaneseScript(text: string): boolean {
  return JAPANESE.test(text);
}

/** Whether a text is only punctuation, spaces or dashes. Symbols (`○`, `→`) can be read. */
export function isBlankText(text: string): boolean {
  return NOTHING_TO_READ.test(text);
}

/**
 * Whether a text can stand in any language as it is: numbers, units and abbreviations only. `LED`, `5S`, `M6×10 mm`,
 * `IoT`; not `Cut`, `TIGHTEN`, `QR code`.
 */
export function isAbbreviation(text: string): boolean {
  return (text.normalize('NFKC').match(LETTERS) ?? []).every(isShortForm);
}

/** Whether texts under a BCP-47 tag are English: `en`, `en-GB`. */
export function isEnglishTag(tag: string): boolean {
  return subtags(tag)[0] === 'en';
}

/** Whether texts under a BCP-47 tag are in Japanese script: `ja`, `ja-JP`, `ja-Hira`; not `ja-Latn`, which is rōmaji. */
export function isJapaneseTag(tag: string): boolean {
  const [language, ...rest] = subtags(tag);
  return language === 'ja' && !rest.includes('latn');
}

function isShortForm(word: string): boolean {
  if (ONE_OR_TWO_LETTERS.test(word)) return true;
  const capitalCount = word.match(/\p{Lu}/gu)?.length ?? 0;
  return word.length <= LONGEST_ABBREVIATION && capitalCount * 2 > word.length;
}

function subtags(tag: string): string[] {
  return tag.toLowerCase().split('-');
}
