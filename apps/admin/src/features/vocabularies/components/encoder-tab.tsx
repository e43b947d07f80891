'use client';

import { IconEye } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { useAddExample } from '../api/use-add-example.ts';
import { EmptyState } from '../../../components/empty-state.tsx';
import { cleanConcept, toInput } from '../model/concept.ts';
import type { TabProps } from './concept-panel.tsx';

/** How the encoder sees the concept as it is typed. */
export function EncoderTab({ one, versionId, isReadOnly, slots, addressOf, onSet }: TabProps) {
  const addExample = useAddExample(versionId, one.concept, onSet);
  const t = useTranslations('vocabularies.encoder');
  const { concept } = one;
  const input = useMemo(() => toInput(cleanConcept(concept)), [concept]);
  if (input.prefLabels.length === 0) return <EmptyState icon={IconEye} title={t('none')} hint={t('noneHint')} />;
  return (
    <slots.EncoderView
      versionId={versionId}
      concept={input}
      addressOf={addressOf}
      onSaveExample={isReadOnly || one.isNew ? undefined : (example) => void addExample(example)}
    />
  );
}
