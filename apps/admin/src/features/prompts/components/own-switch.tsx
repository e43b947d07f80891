'use client';

import { Switch } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { LabReviews } from '../api/use-lab.ts';
import type { LabWording } from '../model/lab-wording.ts';

interface Props {
  readonly wording: LabWording;
  readonly reviews: LabReviews;
  readonly onChange: (wording: LabWording) => void;
}

/** Whether concepts' own prompts take the place of the templates, and what that means for them. */
export function OwnSwitch({ wording, reviews, onChange }: Props) {
  const t = useTranslations('promptLab.own');
  const { language, useOwnPrompts } = wording;
  const owning = reviews.concepts.filter(({ content }) => content.prompts.some((own) => own.language === language));
  if (owning.length === 0) return null;
  const isAll = owning.length === reviews.concepts.length;
  return (
    <Switch
      label={t('use')}
      description={
        useOwnPrompts
          ? t(isAll ? 'all' : 'some', { count: owning.length, concepts: reviews.concepts.length })
          : t('none')
      }
      checked={useOwnPrompts}
      onChange={({ currentTarget }) => onChange({ ...wording, useOwnPrompts: currentTarget.checked })}
    />
  );
}
