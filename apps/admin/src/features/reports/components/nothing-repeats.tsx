'use client';

import { IconRepeat } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { EmptyState } from '../../../components/empty-state.tsx';

/** Instead of what is said of cycles, where there is no whole one. */
export function NothingRepeats() {
  const t = useTranslations('reports.cycles.empty');
  return <EmptyState icon={IconRepeat} title={t('title')} hint={t('hint')} />;
}
