'use client';

import { Table, Title } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { ListTable } from '../../../components/list-table.tsx';
import { useShowMore } from '../../../components/use-show-more.tsx';
import { formatLength } from '../../../lib/format.ts';
import type { Comparison } from '../api/use-comparison.ts';
import classes from './comparison.module.css';
import { useConceptNames } from './use-concept-names.ts';

const FIRST_ROWS = 15;

/** Time and segments of each concept, before and now. */
export function ConceptTable({ concepts }: Pick<Comparison, 'concepts'>) {
  const t = useTranslations('recognitionComparison.concepts');
  const nameOf = useConceptNames(concepts);
  const { shown, more } = useShowMore(concepts, FIRST_ROWS);
  return (
    <section aria-label={t('title')}>
      <Title order={2} size="h4" mb={6}>
        {t('title')}
      </Title>
      <ListTable label={t('title')} minWidth={560}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('concept')}</Table.Th>
            <Table.Th ta="right">{t('before')}</Table.Th>
            <Table.Th ta="right">{t('after')}</Table.Th>
            <Table.Th ta="right">{t('difference')}</Table.Th>
            <Table.Th ta="right">{t('segments')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map(({ conceptId, beforeMs, afterMs, beforeCount, afterCount }) => (
            <Table.Tr key={conceptId}>
              <Table.Td>{nameOf(conceptId)}</Table.Td>
              <Table.Td ta="right" className={classes.figure} data-label={t('before')}>
                {formatLength(beforeMs)}
              </Table.Td>
              <Table.Td ta="right" className={classes.figure} data-label={t('after')}>
                {formatLength(afterMs)}
              </Table.Td>
              <Table.Td ta="right" className={classes.figure} data-label={t('difference')}>
                {difference(afterMs - beforeMs)}
              </Table.Td>
              <Table.Td ta="right" className={classes.figure} data-label={t('segments')}>
                {`${beforeCount} → ${afterCount}`}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </ListTable>
      {more}
    </section>
  );
}

function difference(ms: number): string {
  const length = formatLength(Math.abs(ms));
  if (ms === 0) return '±0';
  return ms > 0 ? `+${length}` : `−${length}`;
}
