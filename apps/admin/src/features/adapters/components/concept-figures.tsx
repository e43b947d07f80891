'use client';

import { Group, Table, Text, Title } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { AdapterFindingsFragment } from '../../../../generated/graphql.ts';
import { ListTable } from '../../../components/list-table.tsx';
import { useShowMore } from '../../../components/use-show-more.tsx';
import classes from './adapters.module.css';

const FIRST_ROWS = 20;

/** What is right of each concept, before and after. */
export function ConceptFigures({ concepts }: Pick<AdapterFindingsFragment, 'concepts'>) {
  const t = useTranslations('adapters.report.concepts');
  const { shown, more } = useShowMore(concepts, FIRST_ROWS);
  return (
    <section aria-label={t('title')}>
      <Group justify="space-between" mb={6} gap="xs">
        <Title order={2} size="h4">
          {t('title')}
        </Title>
        <Group gap="md">
          <Legend className={classes.before!} label={t('before')} />
          <Legend className={classes.after!} label={t('after')} />
        </Group>
      </Group>
      <ListTable label={t('title')} minWidth={560}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('concept')}</Table.Th>
            <Table.Th ta="right">{t('spans')}</Table.Th>
            <Table.Th w="45%">{t('right')}</Table.Th>
            <Table.Th ta="right">{t('counts')}</Table.Th>
            <Table.Th ta="right">{t('difference')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map(({ contents, spanCount, frozenCount, adaptedCount }, index) => (
            <Table.Tr key={contents[0]?.id ?? index}>
              <Table.Td>{contents.map(({ label }) => label).join(' / ') || t('gone')}</Table.Td>
              <Table.Td ta="right" data-label={t('spans')}>
                {spanCount}
              </Table.Td>
              <Table.Td className={classes.bars} aria-hidden>
                <div className={classes.before} style={{ inlineSize: percentOf(frozenCount, spanCount) }} />
                <div className={classes.after} style={{ inlineSize: percentOf(adaptedCount, spanCount) }} />
              </Table.Td>
              <Table.Td ta="right" className={classes.unbroken} data-label={t('counts')}>
                {`${frozenCount} ▸ ${adaptedCount}`}
              </Table.Td>
              <Table.Td ta="right" className={classes.unbroken} data-label={t('difference')}>
                {differenceOf(adaptedCount - frozenCount)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </ListTable>
      {more}
    </section>
  );
}

function Legend({ className, label }: { readonly className: string; readonly label: string }) {
  return (
    <Group gap={6} wrap="nowrap">
      <span aria-hidden className={className} style={{ inlineSize: 20 }} />
      <Text size="xs" c="dimmed">
        {label}
      </Text>
    </Group>
  );
}

const percentOf = (count: number, all: number) => `${(100 * count) / all}%`;

function differenceOf(count: number): string {
  if (count === 0) return '±0';
  return count > 0 ? `▲ +${count}` : `▼ −${-count}`;
}
