'use client';

import { Table, Text, Title } from '@mantine/core';
import { useLocale, useTranslations } from 'next-intl';
import type { CalibrationFindingsFragment, SeparationFragment } from '../../../../generated/graphql.ts';
import { ListTable } from '../../../components/list-table.tsx';
import { formatPercent } from '../../../lib/format.ts';
import classes from './calibrations.module.css';

type Unknown = CalibrationFindingsFragment['unknown'];

/** How well windows that show none of the concepts are told from others, and by what. */
export function UnknownFigures({ unknown }: { readonly unknown: Unknown }) {
  const t = useTranslations('calibrations.report.unknown');
  return (
    <section aria-label={t('title')}>
      <Title order={2} size="h4" mb={6}>
        {t('title')}
      </Title>
      {unknown ? (
        <>
          <Text size="sm" mb="xs">
            {t(unknown.isUsed ? 'used' : 'notUsed', { count: unknown.unknownCount })}
          </Text>
          <SignalTable unknown={unknown} />
        </>
      ) : (
        <Text size="sm" c="dimmed">
          {t('tooFew')}
        </Text>
      )}
    </section>
  );
}

function SignalTable({ unknown }: { readonly unknown: NonNullable<Unknown> }) {
  const t = useTranslations('calibrations.report.unknown');
  const rows: readonly (readonly [string, SeparationFragment])[] = [
    ['plain', unknown.plain],
    ['together', unknown.together],
    ...unknown.alone.map(({ signal, ...separation }) => [signal, separation] as const),
  ];
  return (
    <>
      <ListTable label={t('title')} minWidth={560}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('signal')}</Table.Th>
            <Table.Th ta="right">{t('auroc')}</Table.Th>
            <Table.Th ta="right">{t('fpr95')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(([name, separation]) => (
            <SignalRow key={name} name={name as 'plain'} separation={separation} />
          ))}
        </Table.Tbody>
      </ListTable>
      <Text size="xs" c="dimmed" mt={4}>
        {t('note')}
      </Text>
    </>
  );
}

interface RowProps {
  readonly name: 'plain' | 'together' | 'matching' | 'share' | 'nearness';
  readonly separation: SeparationFragment;
}

function SignalRow({ name, separation: { auroc, fpr95 } }: RowProps) {
  const t = useTranslations('calibrations.report.unknown');
  const locale = useLocale();
  return (
    <Table.Tr>
      <Table.Td>
        <Text size="sm" fw={name === 'together' ? 700 : 500}>
          {t(`name.${name}`)}
        </Text>
        <Text size="xs" c="dimmed">
          {t(`about.${name}`)}
        </Text>
      </Table.Td>
      <Table.Td ta="right" className={classes.unbroken} data-label={t('auroc')}>
        {formatPercent(auroc, locale)}
      </Table.Td>
      <Table.Td ta="right" className={classes.unbroken} data-label={t('fpr95')}>
        {formatPercent(fpr95, locale)}
      </Table.Td>
    </Table.Tr>
  );
}
