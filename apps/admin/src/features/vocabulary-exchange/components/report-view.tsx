'use client';

import { Group, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { IconCheck, IconFileOff } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { CheckSeverity } from '../../../../generated/graphql.ts';
import { EmptyState } from '../../../components/empty-state.tsx';
import { Figure } from '../../../components/figure.tsx';
import type { ImportReport } from '../api/use-import.ts';
import classes from './exchange.module.css';
import { RowList } from './row-list.tsx';

/** What the import would do, and what is remarkable row by row. */
export function ReportView({ report }: { readonly report: ImportReport }) {
  const t = useTranslations('vocabularyExchange.import');
  const { addedCount, changedCount, unchangedCount, removedCount, rows, rowCount, encoding } = report;
  return (
    <Stack gap="md">
      <Group justify="space-between" gap="xs">
        <Title order={2} size="h4">
          {t('report')}
        </Title>
        {encoding ? (
          <Text size="xs" c="dimmed">
            {t('encoding', { encoding })}
          </Text>
        ) : null}
      </Group>
      <dl className={classes.figures}>
        <Figure label={t('added')} value={addedCount.toLocaleString()} />
        <Figure label={t('changed')} value={changedCount.toLocaleString()} />
        <Figure label={t('unchanged')} value={unchangedCount.toLocaleString()} />
        <Figure label={t('removed')} value={removedCount.toLocaleString()} />
        <Figure label={t('problems')} value={rowCount.toLocaleString()} />
      </dl>
      {rows.length > 0 ? <Rows report={report} /> : <Clean report={report} />}
    </Stack>
  );
}

/** Nothing is wrong with what is there, if anything is. */
function Clean({ report }: { readonly report: ImportReport }) {
  const t = useTranslations('vocabularyExchange.import');
  const { addedCount, changedCount, unchangedCount, removedCount } = report;
  if (addedCount + changedCount + removedCount > 0)
    return <EmptyState icon={IconCheck} title={t('clean')} hint={t('cleanHint')} />;
  return unchangedCount > 0 ? (
    <EmptyState icon={IconCheck} title={t('same')} hint={t('sameHint')} />
  ) : (
    <EmptyState icon={IconFileOff} title={t('nothing')} hint={t('nothingHint')} />
  );
}

function Rows({ report: { rows, rowCount } }: { readonly report: ImportReport }) {
  const t = useTranslations('vocabularyExchange.import');
  const [show, setShow] = useState<CheckSeverity | 'all'>('all');
  const countOf = (severity: CheckSeverity) => rows.filter((row) => row.severity === severity).length;
  const shown = show === 'all' ? rows : rows.filter(({ severity }) => severity === show);
  return (
    <div>
      <Group gap="xs" mb="xs">
        <SegmentedControl
          aria-label={t('filter')}
          value={show}
          onChange={(value) => setShow(value as typeof show)}
          data={[
            { value: 'all', label: t('all', { count: rows.length }) },
            { value: 'error', label: t('error', { count: countOf('error') }) },
            { value: 'warning', label: t('warning', { count: countOf('warning') }) },
            { value: 'hint', label: t('hintLevel', { count: countOf('hint') }) },
          ]}
        />
        {rowCount > rows.length ? (
          <Text size="xs" c="dimmed">
            {t('cut', { count: rowCount, shown: rows.length })}
          </Text>
        ) : null}
      </Group>
      <RowList rows={shown} />
    </div>
  );
}
