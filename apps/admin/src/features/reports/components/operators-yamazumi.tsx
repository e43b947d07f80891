'use client';

import { Table, Text, Title } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useLocale, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { EmptyState } from '../../../components/empty-state.tsx';
import { ListTable } from '../../../components/list-table.tsx';
import { operatorBars } from '../model/yamazumi.ts';
import type { StackedBar } from '../model/yamazumi.ts';
import { useReportState, useTimes } from './report-context.ts';
import classes from './reports.module.css';
import { useStackSheet } from './use-stack-sheet.ts';
import { YamazumiChart } from './yamazumi-chart.tsx';

/**
 * Operators' mean cycles in the order of their pseudonyms, to see ways of working: nobody is named a bottleneck, nothing is
 * sorted by time, and no bar leads to somebody's cycles.
 */
export function OperatorsYamazumi({ children: switches }: { readonly children: ReactNode }) {
  const t = useTranslations('reports.yamazumi.operators');
  const locale = useLocale();
  const { operators } = useReportState().report;
  const found = useMemo(() => operatorBars(operators ?? []), [operators]);
  if (found.bars.length === 0) {
    const reason = operators === null ? 'few' : 'none';
    return (
      <>
        {switches}
        <EmptyState icon={IconUsers} title={t(`${reason}.title`)} hint={t(`${reason}.hint`)} />
      </>
    );
  }
  return (
    <>
      <div className={classes.sentences}>
        <Text size="sm">{t('order')}</Text>
        {found.without.length > 0 ? (
          <Text size="xs" c="dimmed">
            {t('without', { names: new Intl.ListFormat(locale, { type: 'conjunction' }).format(found.without) })}
          </Text>
        ) : null}
      </div>
      <YamazumiChart bars={found.bars}>{switches}</YamazumiChart>
      <OperatorTable bars={found.bars} />
    </>
  );
}

/** Not a `ReportTable`, whose heads sort. */
function OperatorTable({ bars }: { readonly bars: readonly StackedBar[] }) {
  const t = useTranslations('reports.yamazumi');
  const times = useTimes();
  const columns = [t('cycleCount'), t('mean', { unit: times.unit })];
  useStackSheet(bars, t('bars.operators'));
  return (
    <section aria-label={t('operators.table')} className={classes.tableSection}>
      <Title order={2} size="h4" mb={4}>
        {t('operators.table')}
      </Title>
      <ListTable label={t('operators.table')} minWidth={360}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('bars.operators')}</Table.Th>
            {columns.map((name) => (
              <Table.Th key={name} ta="right">
                {name}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {bars.map(({ id, name, cycleCount, meanMs }) => (
            <Table.Tr key={id}>
              <Table.Td>{name}</Table.Td>
              {[String(cycleCount), times.text(meanMs)].map((figure, index) => (
                <Table.Td key={columns[index]} ta="right" className={classes.unbroken} data-label={columns[index]}>
                  {figure}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </ListTable>
    </section>
  );
}
