'use client';

import { Table } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { ListTable } from '../../../components/list-table.tsx';
import type { Endpoint } from '../api/use-endpoints.ts';
import { EndpointRow } from './endpoint-row.tsx';

interface Props {
  readonly endpoints: readonly Endpoint[];
  readonly changeTypes: readonly string[];
}

export function EndpointTable({ endpoints, changeTypes }: Props) {
  const t = useTranslations('webhooks');
  return (
    <ListTable label={t('title')} minWidth={860}>
      <Table.Thead>
        <Table.Tr>
          {(['address', 'types', 'state', 'lastSucceeded'] as const).map((column) => (
            <Table.Th key={column}>{t(`column.${column}`)}</Table.Th>
          ))}
          <Table.Th />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {endpoints.map((endpoint) => (
          <EndpointRow key={endpoint.id} endpoint={endpoint} changeTypes={changeTypes} />
        ))}
      </Table.Tbody>
    </ListTable>
  );
}
