'use client';

import { Alert, Anchor, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { inTerms } from '../../../components/term.tsx';
import { useReportState } from './report-context.ts';

/** Where no concept has a class of value: how to set one. */
export function ValueClassHint() {
  const t = useTranslations('reports.values.unset');
  const { report } = useReportState();
  if (report.elements.some(({ valueClass }) => valueClass !== null)) return null;
  const { vocabulary } = report.vocabularyVersion;
  return (
    <Alert variant="light" color="gray" icon={<IconInfoCircle aria-hidden />} title={t('title')}>
      <Text size="sm">
        {t.rich('hint', inTerms)}{' '}
        <Anchor component={Link} href={`/vocabularies/${vocabulary.id}`} size="sm">
          {t('open', { name: vocabulary.name })}
        </Anchor>
      </Text>
    </Alert>
  );
}
