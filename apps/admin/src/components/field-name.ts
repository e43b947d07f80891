'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useCallback } from 'react';
import { readableValue } from '../lib/readable-value.ts';

/** Fields of a concept's content, as a change or a check names them. */
const FIELDS = [
  'altLabels',
  'broader',
  'definitions',
  'examples',
  'facets',
  'hiddenLabels',
  'mappings',
  'notation',
  'position',
  'prefLabels',
  'prompts',
  'related',
  'replacedBy',
  'reviewedPromptLanguages',
  'scopeNotes',
  'status',
] as const;

/** Gives the name of a field, with its language where it has one: `Preferred label (Japanese)`. */
export function useFieldName(): (field: string, language?: string | null) => string {
  const t = useTranslations('conceptField');
  const locale = useLocale();
  return useCallback(
    (field, language) => {
      const known = FIELDS.find((each) => each === field);
      const name = known ? t(known) : field;
      return language ? t('inLanguage', { name, language: languageName(language, locale) }) : name;
    },
    [t, locale],
  );
}

/** Gives a field's value as people read it. */
export function useFieldValue(): (field: string, text: string) => string {
  const t = useTranslations('conceptField.value');
  return useCallback(
    (field, text) => {
      if (field !== 'status') return readableValue(text);
      return text === 'active' || text === 'deprecated' ? t(text) : text;
    },
    [t],
  );
}

/** Name of a language, e.g. `Japanese`; the tag itself where nobody knows it. */
export function languageName(tag: string, locale: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
