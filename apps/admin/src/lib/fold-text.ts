const KATAKANA = /[\u30a1-\u30f6]/g;
/** From a katakana to its hiragana. */
const KANA_DISTANCE = 0x60;

/**
 * A text as people search for it: full and half width, upper and lower case, hiragana and katakana are one.
 * `ﾄﾙｸ Ａ` → `とるく a`
 */
export function foldText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(KATAKANA, (kana) => String.fromCharCode(kana.charCodeAt(0) - KANA_DISTANCE))
    .trim();
}
