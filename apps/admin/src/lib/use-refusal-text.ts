'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useCallback } from 'react';
import { languageName } from './language-name.ts';
import type { UserError } from './user-errors.ts';

type Refusal = Pick<UserError, 'reason' | 'parameters'>;

/** Gives what is wrong, exactly, in the person's language; null where the server gives no reason for which there are words. */
export function useRefusalText(): (refusal: Refusal) => string | null {
  const t = useTranslations('refusal.reason');
  const tPlace = useTranslations('refusal.place');
  const locale = useLocale();
  return useCallback(
    ({ reason, parameters }) => {
      if (!reason || !t.has(reason)) return null;
      const inWords = (name: string, value: string) => {
        if (name === 'language') return languageName(value, locale);
        if (name !== 'place') return /^-?\d+(?:\.\d+)?$/.test(value) ? Number(value) : value;
        return value.replace(/\b(line|row|entry|annotation) (\S+)$/, (_, kind: 'line', number: string) =>
          tPlace(kind, { number }),
        );
      };
      return t(reason, Object.fromEntries(parameters.map(({ name, value }) => [name, inWords(name, value)])));
    },
    [t, tPlace, locale],
  );
}
