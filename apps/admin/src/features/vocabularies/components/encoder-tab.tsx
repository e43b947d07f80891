'use client';

import { IconEye } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { EmptyState } from '../../../components/empty-state.tsx';
import { cleanConcept, toInput } from '../model/concept.ts';
import type { TabProps } from './concept-panel.tsx';

/** How the encoder sees the concept as it is typed. */
export function EncoderTab({ one, versionId, videos, EncoderPanel }: TabProps) {
  const t = useTranslations('vocabularies.encoder');
  const { concept } = one;
  const input = useMemo(() => toInput(cleanConcept(concept), videos), [concept, videos]);
  if (!EncoderPanel || input.prefLabels.length === 0) {
    return <EmptyState icon={IconEye} title={t('none')} hint={t('noneHint')} />;
  }
  return <EncoderPanel versionId={versionId} concept={input} />;
}
