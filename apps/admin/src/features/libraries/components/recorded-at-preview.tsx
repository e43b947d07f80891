'use client';

import { Table, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { PreviewRecordedAtQuery } from '../../../../generated/graphql.ts';
import { DateTime } from '../../../components/date-time.tsx';
import { ListTable } from '../../../components/list-table.tsx';

interface Props {
  readonly preview: NonNullable<PreviewRecordedAtQuery['previewRecordedAt']['preview']>;
}

const SHOWN = 6;

/** What names of files tell, those first that tell nothing. */
export function RecordedAtPreview({ preview: { files, fileCount, datedCount } }: Props) {
  const t = useTranslations('libraries.settings');
  if (fileCount === 0) return <Text size="sm">{t('noFiles')}</Text>;
  return (
    <section aria-label={t('preview')} aria-live="polite">
      <Text size="sm" fw={datedCount < fileCount ? 600 : undefined}>
        {t('dated', { dated: datedCount, count: fileCount })}
      </Text>
      <ListTable label={t('preview')} minWidth={320}>
        <Table.Tbody>
          {files.slice(0, SHOWN).map(({ path, recordedAt }) => (
            <Table.Tr key={path}>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{path}</Table.Td>
              <Table.Td>{recordedAt ? <DateTime iso={recordedAt} /> : t('tellsNothing')}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </ListTable>
    </section>
  );
}
