/** Texts by language: objects in the stores, lists in the API. */
import type { LocalizedTextInput, LocalizedTextsInput } from '../../../generated/resolvers-types.ts';
import { refuse } from './result.ts';

const MAX_LENGTH = 2000;

type ByLanguage<T> = Readonly<Record<string, T>>;

/** `{ en: "Tighten" }` → a list, languages in alphabetical order */
export function toTexts(byLanguage: ByLanguage<string>) {
  return entries(byLanguage).map(([language, text]) => ({ language, text }));
}

/** `{ en: ["Fasten"] }` → a list */
export function toTextLists(byLanguage: ByLanguage<readonly string[]>) {
  return entries(byLanguage).map(([language, texts]) => ({ language, texts: [...texts] }));
}

/** Refuses a language that is given twice. Empty texts are left out. */
export function fromTexts(list: readonly LocalizedTextInput[], field: string): Record<string, string> {
  const clean = list.map(({ language, text }) => [language, cleanText(text, field)] as const);
  refuseTwice(clean, field);
  return Object.fromEntries(clean.filter(([, text]) => text !== ''));
}

/** Refuses a language that is given twice. Empty texts and repetitions are left out. */
export function fromTextLists(list: readonly LocalizedTextsInput[], field: string): Record<string, string[]> {
  const clean = list.map(({ language, texts }) => {
    const cleaned = texts.map((text) => cleanText(text, field)).filter((text) => text !== '');
    return [language, [...new Set(cleaned)]] satisfies [string, string[]];
  });
  refuseTwice(clean, field);
  return Object.fromEntries(clean.filter(([, texts]) => texts.length > 0));
}

function refuseTwice(clean: readonly (readonly [string, unknown])[], field: string): void {
  const languages = clean.map(([language]) => language);
  const twice = languages.find((language, index) => languages.indexOf(language) !== index);
  if (twice)
    refuse('INVALID', field, `${field}: the language ${twice} is given twice`, {
      reason: 'languageTwice',
      language: twice,
    });
}

function cleanText(text: string, field: string): string {
  const clean = text.normalize('NFC').trim();
  if (clean.length > MAX_LENGTH)
    refuse('INVALID', field, `${field}: a text has at most ${MAX_LENGTH} characters`, {
      reason: 'tooLong',
      most: MAX_LENGTH,
    });
  return clean;
}

function entries<T>(byLanguage: ByLanguage<T>): [string, T][] {
  return Object.entries(byLanguage).toSorted(([a], [b]) => (a < b ? -1 : 1));
}
