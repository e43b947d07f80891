'use client';

import { useTranslations } from 'next-intl';
import { Confirm } from '../../../components/confirm.tsx';
import { labelOf } from '../model/concept.ts';
import type { EditorConcept } from '../model/concept-edits.ts';
import { narrowerIds } from '../model/concept-tree.ts';

interface Props {
  readonly isOpen: boolean;
  readonly one: EditorConcept;
  readonly concepts: readonly EditorConcept[];
  readonly languages: readonly string[];
  readonly isBusy: boolean;
  /** The concept, and all below it. */
  readonly onRemove: (gone: readonly EditorConcept[]) => void;
  readonly onClose: () => void;
}

export function RemoveDialog({ isOpen, one, concepts, languages, isBusy, onRemove, onClose }: Props) {
  const t = useTranslations('vocabularies.remove');
  if (!isOpen) return null;
  const all = concepts.map(({ concept }) => concept);
  const below = new Set(narrowerIds(all, one.concept.externalId));
  const gone = [one, ...concepts.filter(({ concept }) => below.has(concept.externalId))];
  return (
    <Confirm
      isOpen
      title={t('title', { label: labelOf(one.concept, languages) })}
      action={t('action')}
      isBusy={isBusy}
      onConfirm={() => onRemove(gone)}
      onClose={onClose}
    >
      {t('hint', { count: below.size })}
    </Confirm>
  );
}
