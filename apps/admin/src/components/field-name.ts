'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useCallback, useMemo } from 'react';
import { formatTime } from '../lib/format.ts';
import { languageName } from '../lib/language-name.ts';
import { readableValue } from '../lib/readable-value.ts';
import type { ValueWords } from '../lib/readable-value.ts';

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

/**
 * Gives a field's value as people read it.
 * @param nameOf label of a concept that a field refers to, by its external id
 */
export function useFieldValue(nameOf = asItIs): (field: string, text: string) => string {
  const words = useValueWords();
  return useCallback((field, text) => readableValue(field, text, { ...words, concept: nameOf }), [words, nameOf]);
}

const asItIs = (text: string) => text;

function useValueWords(): Omit<ValueWords, 'concept'> {
  const t = useTranslations('conceptField.value');
  const tWords = useTranslations('vocabularies');
  const locale = useLocale();
  return useMemo(() => {
    // Which names there are is known only to the messages.
    const word = (place: string, name: string) => {
      const key = `${place}.${name}` as Parameters<typeof tWords>[0];
      return /^\w+$/.test(name) && tWords.has(key) ? tWords(key) : name;
    };
    return {
      status: (status) => word('status', status),
      language: (tag) => languageName(tag, locale),
      facet: (facet) => (facet === 'valueClass' || facet === 'therbligs' ? word('facet', facet) : facet),
      facetValue: (facet, value) => {
        if (facet === 'valueClass') return word('valueClass', value);
        return facet === 'therbligs' ? word('therblig', value) : value;
      },
      relation: (relation) => word('mapping', relation),
      span: (startMs, endMs) => t('span', { start: formatTime(startMs), end: formatTime(endMs) }),
    };
  }, [t, tWords, locale]);
}
