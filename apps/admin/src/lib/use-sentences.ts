'use client';

import { useTranslations } from 'next-intl';

/** Puts sentences behind each other as the language does: with a space between them, or without. */
export function useSentences(): (sentences: readonly string[]) => string {
  const t = useTranslations('adapters');
  return (sentences) => sentences.reduce((first, second) => t('sentences', { first, second }));
}
