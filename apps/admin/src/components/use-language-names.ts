import { useLocale, useTranslations } from 'next-intl';
import { languageName } from '../lib/language-name.ts';

/** Tag of what knows more languages than it names. */
const MULTIPLE = 'mul';

/** Gives the names of an encoder's languages, in the person's. */
export function useLanguageNames(): (tags: readonly string[]) => string {
  const t = useTranslations('encoders');
  const locale = useLocale();
  return (tags) => {
    const known = tags.filter((tag) => tag !== MULTIPLE).map((tag) => languageName(tag, locale));
    const names = tags.includes(MULTIPLE) ? [...known, t('multilingual')] : known;
    return names.join(locale === 'ja' ? '、' : ', ');
  };
}
