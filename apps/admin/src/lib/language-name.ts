/** Name of a language, e.g. `Japanese`; the tag itself where nobody knows it. */
export function languageName(tag: string, locale: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** What a language calls itself, e.g. `日本語`: what stands at its fields and columns. */
export function ownName(tag: string): string {
  return languageName(tag, tag);
}
