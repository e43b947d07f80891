import { useTranslations } from 'next-intl';
import { useCallback } from 'react';

/** Puts a text beside another, in the brackets of the language. */
export function useWithAside(): (text: string, aside: string | number) => string {
  const t = useTranslations('common');
  return useCallback((text, aside) => t('withAside', { text, aside }), [t]);
}
