'use client';

import { Table, Text, Title } from '@mantine/core';
import { useLocale, useTranslations } from 'next-intl';
import type { CrossLibraryFindingsFragment } from '../../../../generated/graphql.ts';
import { ListTable } from '../../../components/list-table.tsx';
import { formatBounds, formatPoints, formatShare } from '../../../lib/points.ts';
import classes from './evaluations.module.css';
import { useMethodName } from './use-method-name.ts';

/** What holds from one library to another, pair by pair. */
export function CrossLibraryView({ report }: { readonly report: CrossLibraryFindingsFragment }) {
  const t = useTranslations('evaluations');
  return (
    <>
      {report.pairs.map((pair, index) => (
        <Pair key={index} pair={pair} />
      ))}
      {report.leftOutCount > 0 ? (
        <Text size="xs" c="dimmed">
          {t('crossLibrary.leftOut', { count: report.leftOutCount })}
        </Text>
      ) : null}
    </>
  );
}

function Pair({ pair }: { readonly pair: CrossLibraryFindingsFragment['pairs'][number] }) {
  const t = useTranslations('evaluations');
  const adapters = useTranslations('adapters');
  const names = useMethodName();
  const locale = useLocale();
  const gone = t('crossLibrary.gone');
  const title = t('crossLibrary.pair', {
    from: pair.fromLibrary?.name ?? gone,
    to: pair.toLibrary?.name ?? gone,
  });
  return (
    <section aria-label={title}>
      <Title order={2} size="h4" mb={2}>
        {title}
      </Title>
      <Text size="sm" c="dimmed" mb={6}>
        {t('crossLibrary.counts', {
          learned: pair.learnedCount,
          tested: pair.testedCount,
          shared: pair.sharedCount,
        })}
      </Text>
      <ListTable label={title} minWidth={560}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('method')}</Table.Th>
            <Table.Th ta="right">{t('measure.all')}</Table.Th>
            <Table.Th ta="right">{t('gain')}</Table.Th>
            <Table.Th ta="right">{t('measure.ece')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {pair.methods.map(({ method, all, ece, gain }) => {
            const bounds = method === 'frozen' ? null : formatBounds(gain, locale);
            return (
              <Table.Tr key={method}>
                <Table.Td fw={method === 'adapter' ? 700 : 500}>{names(method)}</Table.Td>
                <Table.Td ta="right" className={classes.unbroken} data-label={t('measure.all')}>
                  {formatShare(all, locale)}
                </Table.Td>
                <Table.Td ta="right" className={classes.unbroken} data-label={t('gain')}>
                  {method === 'frozen' ? '–' : formatPoints(gain.value, locale)}
                  {bounds ? (
                    <Text size="xs" c="dimmed">
                      {adapters('interval', bounds)}
                    </Text>
                  ) : null}
                </Table.Td>
                <Table.Td ta="right" className={classes.unbroken} data-label={t('measure.ece')}>
                  {formatShare(ece, locale)}
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </ListTable>
    </section>
  );
}
