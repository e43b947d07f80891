const JAPANESE = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;

/** Whether a text is in Japanese script and the encoder knows no language that is written so. */
export function isForeign(text: string, languages: readonly string[]): boolean {
  return JAPANESE.test(text) && !languages.some((tag) => ['ja', 'zh', 'mul'].includes(tag.split('-')[0]!));
}
