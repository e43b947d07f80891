'use client';

import { IconEye } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { toInput } from '../../../lib/concept-content.ts';
import { useAddExample } from '../api/use-add-example.ts';
import { EmptyState } from '../../../components/empty-state.tsx';
import { cleanConcept } from '../model/concept.ts';
import type { TabProps } from './concept-panel.tsx';
import { NearestConcepts } from './nearest-concepts.tsx';

/** How the encoder sees the concept as it is typed. */
export function EncoderTab(props: TabProps) {
  const { one, versionId, isReadOnly, slots, onSet } = props;
  const addExample = useAddExample(versionId, one.concept, onSet);
  const t = useTranslations('vocabularies.encoder');
  const { concept } = one;
  const input = useMemo(() => toInput(cleanConcept(concept)), [concept]);
  if (input.prefLabels.length === 0) return <EmptyState icon={IconEye} title={t('none')} hint={t('noneHint')} />;
  return (
    <slots.EncoderView
      versionId={versionId}
      concept={input}
      onSaveExample={isReadOnly || one.isNew ? undefined : (example) => void addExample(example)}
    >
      <NearestConcepts {...props} />
    </slots.EncoderView>
  );
}
