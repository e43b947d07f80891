'use client';

import { useTranslations } from 'next-intl';
import { AuthError } from './auth.ts';

/** Refusals that people can do something about, by their code or status. */
const KNOWN = [
  'ACCOUNT_DISABLED',
  'INVALID_EMAIL_OR_PASSWORD',
  'INVALID_PASSWORD',
  'PASSWORD_TOO_SHORT',
  'INVALID_ORIGIN',
  '0',
  '404',
  '429',
] as const;

/** Gives what tells people why signing in, and what belongs to it, did not work. */
export function useAuthText(): (error: Error) => string {
  const t = useTranslations('common.authError');
  return (error) => {
    const keys = error instanceof AuthError ? [error.code, String(error.status)] : [];
    const known = KNOWN.find((each) => keys.includes(each));
    return known ? t(known) : `${t('failed')} ${error.message}`;
  };
}
