'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { AuthError } from './auth.ts';
import { errorLines } from './use-error-text.ts';

/** Refusals that people can do something about, by their code or status. */
const KNOWN = [
  'ACCOUNT_DISABLED',
  'INVALID_EMAIL_OR_PASSWORD',
  'INVALID_PASSWORD',
  'PASSWORD_TOO_LONG',
  'PASSWORD_TOO_SHORT',
  'INVALID_ORIGIN',
  '0',
  '404',
  '429',
] as const;

/** Gives what tells people why signing in, and what belongs to it, did not work. */
export function useAuthText(): (error: Error) => ReactNode {
  const t = useTranslations('common.authError');
  return (error) => {
    const keys = error instanceof AuthError ? [error.code, String(error.status)] : [];
    const known = KNOWN.find((each) => keys.includes(each));
    return errorLines([known ? { words: t(known), detail: null } : { words: t('failed'), detail: error.message }]);
  };
}
