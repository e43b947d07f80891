/** What a remark tells besides its code. */
export interface RowMessage {
  /** External ids that it is about, as they stand in it; null where it does not name them. */
  readonly ids: string | null;
  /** The field that it is about, and what there is to say; null where it does not name one. */
  readonly place: { readonly field: string; readonly language: string | null; readonly detail: string } | null;
  /** Words of the file, which are in no language of ours: `"ねじ"`. */
  readonly quoted: readonly string[];
}

/** Takes a remark apart: `press: missingLanguage (prefLabels@en: 2/3)`, `synonym "ねじ" is said twice`. */
export function rowMessage(code: string, message: string): RowMessage {
  const check = new RegExp(`^(.+?): ${code}(?: \\(([A-Za-z]+)(?:@([\\w-]+))?(?:: (.*))?\\))?$`, 's').exec(message);
  if (!check) return { ids: null, place: null, quoted: message.match(/"[^"]*"|\([^()]*\)/g) ?? [] };
  const [, ids = null, field, language = null, detail = ''] = check;
  return { ids, place: field === undefined ? null : { field, language, detail }, quoted: [] };
}
