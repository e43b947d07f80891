/** Languages of the admin; the first is what people get whose browser asks for neither. */
export const LOCALES = ['ja', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

/** Name of the cookie that holds a person's choice. */
export const LOCALE_COOKIE = 'actionary-locale';

export function isLocale(value: string | undefined): value is Locale {
  return LOCALES.some((locale) => locale === value);
}

/** The first language of an Accept-Language header that the admin speaks. */
export function localeOf(acceptLanguage: string): Locale {
  const wanted = acceptLanguage.split(',').map((part) => {
    const [tag = '', quality = 'q=1'] = part.trim().split(';');
    return { language: tag.split('-')[0]!.toLowerCase(), quality: Number(quality.trim().slice(2)) };
  });
  const known = wanted.toSorted((a, b) => b.quality - a.quality).find(({ language }) => isLocale(language));
  return isLocale(known?.language) ? known.language : LOCALES[0];
}
