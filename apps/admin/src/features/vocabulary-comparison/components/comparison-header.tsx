'use client';

import { ActionIcon, Button, Group, Select, Tooltip } from '@mantine/core';
import { IconArrowsLeftRight } from '@tabler/icons-react';
import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { PageHeader } from '../../../components/page-header.tsx';
import { editorAddress } from '../../../lib/editor-address.ts';
import type { ComparedVersion, ComparedVocabulary } from '../api/use-comparison.ts';
import { RevertButton } from './revert-button.tsx';

interface Props {
  readonly vocabulary: ComparedVocabulary;
  readonly from: ComparedVersion | undefined;
  readonly to: ComparedVersion | undefined;
  /** With the numbers of the versions. */
  readonly onChange: (from: number, to: number) => void;
}

export function ComparisonHeader({ vocabulary: { id, name, versions }, from, to, onChange }: Props) {
  const t = useTranslations('vocabularyComparison');
  const format = useFormatter();
  const options = versions.nodes.map(({ number, status, publishedAt }) => ({
    value: String(number),
    label:
      status === 'draft'
        ? t('versionDraft', { number })
        : t('version', {
            number,
            date: publishedAt ? format.dateTime(new Date(publishedAt), { dateStyle: 'medium' }) : '',
          }),
  }));
  return (
    <>
      <PageHeader title={t('title')} hint={t('hint', { name })}>
        {from?.status === 'published' ? <RevertButton vocabularyId={id} version={from} /> : null}
        <Button component={Link} variant="default" href={to ? editorAddress(id, to.number) : `/vocabularies/${id}`}>
          {t('back')}
        </Button>
      </PageHeader>
      {from && to ? (
        <Group gap="xs" align="flex-end" mb="md">
          <Select
            label={t('from')}
            w={230}
            allowDeselect={false}
            value={String(from.number)}
            data={options}
            onChange={(value) => value !== null && onChange(Number(value), to.number)}
          />
          <Tooltip label={t('swap')}>
            <ActionIcon
              variant="default"
              size={36}
              aria-label={t('swap')}
              onClick={() => onChange(to.number, from.number)}
            >
              <IconArrowsLeftRight size={16} aria-hidden />
            </ActionIcon>
          </Tooltip>
          <Select
            label={t('to')}
            w={230}
            allowDeselect={false}
            value={String(to.number)}
            data={options}
            onChange={(value) => value !== null && onChange(from.number, Number(value))}
          />
        </Group>
      ) : null}
    </>
  );
}
