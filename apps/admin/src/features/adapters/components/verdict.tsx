'use client';

import { Alert, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import type { AdapterFindingsFragment, AdapterRefusal } from '../../../../generated/graphql.ts';
import { gainWords } from '../../../lib/gain-words.ts';

interface Props {
  readonly report: AdapterFindingsFragment;
  readonly refusals: readonly AdapterRefusal[];
}

/** Whether the adapter may be used, what it gains in plain words, and what to do where it may not. */
export function Verdict({ report, refusals }: Props) {
  const t = useTranslations('adapters');
  const { direction, certainty, count, from, to } = gainWords(report.gain);
  const isUsable = refusals.length === 0;
  const Icon = isUsable ? IconCircleCheck : IconAlertTriangle;
  return (
    <Alert
      color={isUsable ? 'teal' : 'yellow'}
      variant="light"
      icon={<Icon aria-hidden />}
      title={t(isUsable ? 'report.usable' : 'report.refused')}
      styles={{ title: { color: 'var(--mantine-color-text)' } }}
    >
      <Text size="lg" lh={1.6}>
        {t('sentences', {
          first: t(`gain.${direction}`, { count }),
          second: t(`certainty.${certainty}`, { from, to }),
        })}
      </Text>
      {refusals.map((refusal) => (
        <Text key={refusal} size="sm" mt="xs">
          <b>{t(`refusal.${refusal}.why`)}</b> {t(`refusal.${refusal}.remedy`)}
        </Text>
      ))}
    </Alert>
  );
}
