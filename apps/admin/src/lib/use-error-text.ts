'use client';

import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import { ApiError } from './graphql.ts';
import { UserErrors } from './user-errors.ts';

const KNOWN = ['CONFLICT', 'FOLDER', 'IN_USE', 'NOT_FOUND', 'NOT_INSTALLED', 'STALE', 'TAKEN'] as const;

/** Of the API itself. */
const OF_API = ['INTERNAL_SERVER_ERROR', 'NETWORK'] as const;

/** A failure in the person's language, as far as its code tells, with the server's own words. */
export function useErrorText(): (error: Error) => string {
  const t = useTranslations('common.error');
  return useCallback(
    (error) => {
      if (error instanceof ApiError) {
        const known = OF_API.find((code) => error.code === code);
        return known ? t(known) : `${t('FAILED')} ${error.message}`;
      }
      if (!(error instanceof UserErrors)) return `${t('FAILED')} ${error.message}`;
      const code = KNOWN.find((known) => error.errors[0]?.code === known);
      return code ? `${t(code)} (${error.message})` : `${t('INVALID')} ${error.message}`;
    },
    [t],
  );
}
