'use client';

import { Table } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { Matrix } from '../api/use-checks.ts';
import classes from './heat-map.module.css';

/** The figures behind the map. */
export function MatrixTable({ matrix: { concepts, values } }: { readonly matrix: Matrix }) {
  const t = useTranslations('vocabularyChecks.matrix');
  return (
    <Table.ScrollContainer minWidth={0} maxHeight={560}>
      <Table aria-label={t('table')} stickyHeader className={classes.table}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th />
            {concepts.map(({ id, label }) => (
              <Table.Th key={id} scope="col" ta="right">
                {label}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {concepts.map(({ id, label }, row) => (
            <Table.Tr key={id}>
              <Table.Th scope="row">{label}</Table.Th>
              {concepts.map((column, index) => (
                <Table.Td key={column.id} ta="right">
                  {(values[row * concepts.length + index] ?? 0).toFixed(2)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
