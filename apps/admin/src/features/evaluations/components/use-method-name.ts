'use client';

import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import type { RecognitionMethod } from '../../../../generated/graphql.ts';

/** Gives what a method is called where no adapter in particular is meant. */
export function useMethodName(): (method: RecognitionMethod) => string {
  const t = useTranslations('evaluations');
  const names = useTranslations('adapters.report.methods.name');
  return useCallback((method) => (method === 'adapter' ? t('adapter') : names(method)), [t, names]);
}
