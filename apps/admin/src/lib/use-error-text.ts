'use client';

import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import { ApiError } from './graphql.ts';
import { UserErrors } from './user-errors.ts';

/** Of the place where videos lie. */
export const OF_PLACES = [
  'FOLDER',
  'BUCKET_NOT_FOUND',
  'BUCKET_DENIED',
  'BUCKET_UNREACHABLE',
  'BUCKET_SETTINGS',
  'CLOCK_SKEW',
] as const;

const KNOWN = [...OF_PLACES, 'CONFLICT', 'IN_USE', 'NOT_FOUND', 'NOT_INSTALLED', 'STALE', 'TAKEN'] as const;

/** Of the API itself. */
const OF_API = ['FORBIDDEN', 'INTERNAL_SERVER_ERROR', 'NETWORK', 'RATE_LIMITED', 'UNAUTHENTICATED'] as const;

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
