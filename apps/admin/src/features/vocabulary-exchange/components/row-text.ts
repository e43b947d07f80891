'use client';

import { useTranslations } from 'next-intl';
import type { ImportRow } from '../api/use-import.ts';

/** What a remark says: in the person's language where its code is known, with the server's own words; else those. */
export function useRowText(): (row: ImportRow) => string {
  const t = useTranslations('vocabularyExchange.code');
  const tCheck = useTranslations('checks.kind');
  return ({ code, message }) => {
    // Both lists of words know only some codes; the types cannot tell which.
    const own = code as Parameters<typeof t>[0];
    if (t.has(own)) return `${t(own)} (${message})`;
    const check = `${code}.title` as Parameters<typeof tCheck>[0];
    return tCheck.has(check) ? `${tCheck(check)} ${message.split(`: ${code} `).at(-1)}` : message;
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
