'use client';

import { useTranslations } from 'next-intl';
import { useFieldName } from '../../../components/field-name.ts';
import type { ImportRow } from '../api/use-import.ts';
import { rowMessage } from '../model/row-message.ts';

/** What a remark says: in words of our own where its code is known, with the field or what the server quotes; else as the server says it. */
export function useRowText(): (row: ImportRow) => string {
  const t = useTranslations('vocabularyExchange.code');
  const tCheck = useTranslations('checks.kind');
  const fieldName = useFieldName();
  return ({ code, message }) => {
    // Both lists of words know only some codes; the types cannot tell which.
    const own = code as Parameters<typeof t>[0];
    const check = `${code}.title` as Parameters<typeof tCheck>[0];
    const words = t.has(own) ? t(own) : tCheck.has(check) ? tCheck(check) : null;
    if (words === null) return message;
    const { place, quoted } = rowMessage(code, message);
    if (!place) return [words, ...quoted].join(' ');
    const about = [fieldName(place.field, place.language), place.detail].filter(Boolean).join(': ');
    return `${words} — ${about}`;
  };
}

/** Where a remark belongs, in the person's language where it is a line or a row. */
export function usePlaceText(): (place: string) => string {
  const t = useTranslations('vocabularyExchange.place');
  return (place) => {
    const [, kind, number = ''] = /^(line|row) (\d+)$/.exec(place) ?? [];
    return kind === 'line' || kind === 'row' ? t(kind, { number }) : place;
  };
}
