'use client';

import { useTranslations } from 'next-intl';
import { createElement, Fragment, useCallback } from 'react';
import type { ReactNode } from 'react';
import { ApiError } from './graphql.ts';
import { useRefusalText } from './use-refusal-text.ts';
import { UserErrors } from './user-errors.ts';
import type { UserError } from './user-errors.ts';

/** Codes of refusals that tell enough by themselves. */
const OF_REFUSALS = [
  'BUCKET_DENIED',
  'BUCKET_NOT_FOUND',
  'BUCKET_SETTINGS',
  'BUCKET_UNREACHABLE',
  'CLOCK_SKEW',
  'CONFLICT',
  'FILE_CHANGING',
  'FOLDER',
  'IN_USE',
  'NOT_FOUND',
  'NOT_INSTALLED',
  'STALE',
  'TAKEN',
] as const;

/** Codes of the API itself. */
const OF_API = [
  'BAD_USER_INPUT',
  'CHANGES_LOST',
  'FORBIDDEN',
  'INTERNAL_SERVER_ERROR',
  'NETWORK',
  'RATE_LIMITED',
  'TIMEOUT',
  'UNAUTHENTICATED',
] as const;

/** What is told of a failure. */
interface ErrorWords {
  readonly words: string;
  /** The server's own, in English, where the words tell little. */
  readonly detail: string | null;
}

/** Gives a refusal in the person's language. */
export function useUserErrorWords(): (error: UserError) => ErrorWords {
  const t = useTranslations('common.error');
  const refusalText = useRefusalText();
  return useCallback(
    (error) => {
      const known = OF_REFUSALS.find((code) => code === error.code);
      const words = refusalText(error) ?? (known ? t(known) : null);
      return words === null ? { words: t('INVALID'), detail: error.message } : { words, detail: null };
    },
    [t, refusalText],
  );
}

/** Gives a failure in the person's language, and quietly the server's own words where nothing else tells what is wrong. */
export function useErrorText(): (error: Error) => ReactNode {
  const t = useTranslations('common.error');
  const wordsOf = useUserErrorWords();
  return useCallback(
    (error) => {
      if (error instanceof UserErrors) return errorLines(error.errors.map(wordsOf));
      const known = error instanceof ApiError ? OF_API.find((code) => code === error.code) : undefined;
      return errorLines([{ words: t(known ?? 'FAILED'), detail: isTold(known) ? null : error.message }]);
    },
    [t, wordsOf],
  );
}

/** What the code leaves open, the message tells. */
function isTold(code: (typeof OF_API)[number] | undefined): boolean {
  return code !== undefined && code !== 'BAD_USER_INPUT';
}

/** Each in a line; behind the words, marked as English, the server's own. */
export function errorLines(told: readonly ErrorWords[]): ReactNode {
  return told.map(({ words, detail }, index) => {
    const own = detail === null ? [] : [' ', createElement('span', { key: 'own', lang: 'en' }, detail)];
    return createElement(Fragment, { key: index }, index > 0 ? createElement('br') : null, words, ...own);
  });
}
