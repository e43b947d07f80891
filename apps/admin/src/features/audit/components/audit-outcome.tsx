'use client';

import { Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { Tag } from '../../../components/tag.tsx';
import type { ListedAuditEntry } from '../api/use-audit.ts';
import { useCodeName } from './use-audit-words.ts';

const COLORS = { succeeded: 'teal', refused: 'yellow', failed: 'red', unknown: 'orange' } as const;

/** What came of it, and why not. */
export function AuditOutcomeTag({
  entry: { outcome, code },
}: {
  readonly entry: Pick<ListedAuditEntry, 'outcome' | 'code'>;
}) {
  const t = useTranslations('audit');
  const codeName = useCodeName();
  if (outcome === null) return <Tag>{t('outcome.underWay')}</Tag>;
  return (
    <>
      <Tag color={COLORS[outcome]}>{t(`outcome.${outcome}`)}</Tag>
      {code ? (
        <Text span size="xs" c="dimmed" ml={6}>
          {codeName(code)}
        </Text>
      ) : null}
    </>
  );
}
