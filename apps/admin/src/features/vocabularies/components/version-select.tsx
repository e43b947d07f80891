'use client';

import { Select } from '@mantine/core';
import { useFormatter, useTranslations } from 'next-intl';
import type { Version } from '../api/use-vocabulary.ts';

interface Props {
  readonly versions: readonly Version[];
  readonly number: number;
  readonly onChoose: (number: number) => void;
}

/** The draft and the published versions, latest first. */
export function VersionSelect({ versions, number, onChoose }: Props) {
  const t = useTranslations('vocabularies.version');
  const format = useFormatter();
  const label = ({ number: n, status, publishedAt }: Version) =>
    status === 'draft'
      ? t('draft', { number: n })
      : t('published', {
          number: n,
          date: publishedAt ? format.dateTime(new Date(publishedAt), { dateStyle: 'medium' }) : '',
        });
  return (
    <Select
      aria-label={t('label')}
      w={210}
      allowDeselect={false}
      value={String(number)}
      data={versions.map((version) => ({ value: String(version.number), label: label(version) }))}
      onChange={(value) => value !== null && onChoose(Number(value))}
    />
  );
}
