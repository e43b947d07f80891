'use client';

import { Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { AdapterRefusal } from '../../../../generated/graphql.ts';
import { Tag } from '../../../components/tag.tsx';

/** Whether an adapter may be used, in a few words. */
export function AdapterState({ refusals }: { readonly refusals: readonly AdapterRefusal[] }) {
  const t = useTranslations('adapters');
  if (refusals.length === 0) return <Tag color="teal">{t('usable')}</Tag>;
  return (
    <>
      <Tag color="yellow">{t('refused')}</Tag>
      {refusals.map((refusal) => (
        <Text key={refusal} size="xs">
          {t(`refusal.${refusal}.short`)}
        </Text>
      ))}
    </>
  );
}
