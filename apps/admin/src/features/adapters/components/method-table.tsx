'use client';

import { Table, Text, Title } from '@mantine/core';
import { useLocale, useTranslations } from 'next-intl';
import type { AdapterFindingsFragment } from '../../../../generated/graphql.ts';
import { ListTable } from '../../../components/list-table.tsx';
import { Term } from '../../../components/term.tsx';
import { formatPoints, formatShare } from '../../../lib/points.ts';
import classes from './adapters.module.css';

/** What else could have been done with the same reviews, and what that would have given. */
export function MethodTable({ methods }: Pick<AdapterFindingsFragment, 'methods'>) {
  const t = useTranslations('adapters.report.methods');
  const locale = useLocale();
  const percent = (share: number) => formatShare(share, locale);
  const frozen = methods.find(({ method }) => method === 'frozen');
  return (
    <section aria-label={t('title')}>
      <Title order={2} size="h4" mb={6}>
        {t('title')}
      </Title>
      <ListTable label={t('title')} minWidth={560}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('method')}</Table.Th>
            <Table.Th ta="right">{t('all')}</Table.Th>
            <Table.Th ta="right">{t('difference')}</Table.Th>
            <Table.Th ta="right">
              <Term name="ece">{t('ece')}</Term>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {methods.map(({ method, all, ece }) => (
            <Table.Tr key={method}>
              <Table.Td>
                <Text size="sm" fw={method === 'adapter' ? 700 : 500}>
                  {t(`name.${method}`)}
                </Text>
                <Text size="xs" c="dimmed">
                  {t(`about.${method}`)}
                </Text>
              </Table.Td>
              <Table.Td ta="right" className={classes.unbroken} data-label={t('all')}>
                {percent(all)}
              </Table.Td>
              <Table.Td ta="right" className={classes.unbroken} data-label={t('difference')}>
                {method === 'frozen' || !frozen ? '–' : formatPoints(all - frozen.all, locale)}
              </Table.Td>
              <Table.Td ta="right" className={classes.unbroken} data-label={t('ece')}>
                {percent(ece)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </ListTable>
      <Text size="xs" c="dimmed" mt={4}>
        {t('note')}
      </Text>
    </section>
  );
}
