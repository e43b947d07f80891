'use client';

import { ActionIcon, Button, Group, NativeSelect, Table, Title, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconDownload } from '@tabler/icons-react';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { ListTable } from '../../../components/list-table.tsx';
import { csvText } from '../../../lib/csv.ts';
import type { CsvCell } from '../../../lib/csv.ts';
import { saveText } from '../../../lib/save-text.ts';
import { orderAfter, sortRows } from '../model/sort-rows.ts';
import type { Order } from '../model/sort-rows.ts';
import type { ColumnFormat } from '../model/workbook.ts';
import { useFileName } from './report-context.ts';
import classes from './reports.module.css';
import { useSheet } from './sheets.ts';

/** A column of a report's table. */
export interface Column<T> {
  readonly name: string;
  /** What rows are sorted by, and what files have. */
  readonly value: (row: T) => CsvCell;
  /** Absent: the value as it is. */
  readonly show?: (row: T) => ReactNode;
  /** Texts stand at the left, figures at the right. */
  readonly isText?: boolean;
  /** How workbooks show the value; absent: texts and whole numbers. */
  readonly format?: ColumnFormat;
  /** On the screen only where there is no place for it in files, or the other way round. */
  readonly only?: 'screen' | 'file';
}

interface Props<T> {
  readonly title: string;
  /** Of files, without ending. */
  readonly name: string;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly keyOf: (row: T) => string;
  readonly minWidth: number;
  readonly hint?: ReactNode;
  /** Switches at the right of the title. */
  readonly children?: ReactNode;
}

/** A table of figures: sorted by a click on a column's head, saved as CSV. */
export function ReportTable<T>({ title, name, columns, rows, keyOf, minWidth, hint, children }: Props<T>) {
  const t = useTranslations('reports.save');
  const locale = useLocale();
  const fileName = useFileName();
  const [order, setOrder] = useState<Order | null>(null);
  const shown = columns.filter(({ only }) => only !== 'file');
  const sorted = order ? sortRows(rows, shown[order.columnIndex]!.value, order, locale) : rows;
  useSheet({ title, name, columns, rows: sorted });
  const save = () => {
    const saved = columns.filter(({ only }) => only !== 'screen');
    const table = [saved.map((column) => column.name), ...sorted.map((row) => saved.map(({ value }) => value(row)))];
    saveText(`${fileName(name)}.csv`, 'text/csv;charset=utf-8', csvText(table));
  };
  return (
    <section aria-label={title} className={classes.tableSection}>
      <Group justify="space-between" gap="xs" mb={4}>
        <Title order={2} size="h4">
          {title}
        </Title>
        <Group gap="xs" className="screen-only">
          {children}
          <Button size="xs" variant="default" leftSection={<IconDownload size={14} aria-hidden />} onClick={save}>
            {t('csv')}
          </Button>
        </Group>
      </Group>
      {hint}
      <SortList columns={shown} order={order} onOrder={setOrder} />
      <ListTable label={title} minWidth={minWidth}>
        <Table.Thead>
          <Table.Tr>
            {shown.map((column, index) => (
              <Head
                key={column.name}
                column={column}
                direction={order?.columnIndex === index ? (order.isDescending ? 'descending' : 'ascending') : 'none'}
                onSort={() => setOrder(orderAfter(order, index, !column.isText))}
              />
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {sorted.map((row) => (
            <Table.Tr key={keyOf(row)}>
              {shown.map((column, index) => (
                <Table.Td
                  key={column.name}
                  ta={column.isText ? undefined : 'right'}
                  className={classOf(column)}
                  data-label={index === 0 ? undefined : column.name}
                >
                  {column.show ? column.show(row) : column.value(row)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </ListTable>
    </section>
  );
}

/** What can only be used, not read, is not printed. */
function classOf({ isText, only }: Pick<Column<never>, 'isText' | 'only'>): string {
  return [...(isText ? [] : [classes.unbroken]), ...(only === 'screen' ? ['screen-only'] : [])].join(' ');
}

interface SortListProps {
  readonly columns: readonly Pick<Column<never>, 'name' | 'isText' | 'only'>[];
  /** Null: as they come. */
  readonly order: Order | null;
  readonly onOrder: (order: Order | null) => void;
}

/** Sorts rows on a phone, where a table has no heads to click. */
function SortList({ columns, order, onOrder }: SortListProps) {
  const t = useTranslations('reports.sort');
  const Arrow = order?.isDescending ? IconArrowDown : IconArrowUp;
  return (
    <div className={`${classes.sortList} screen-only`}>
      <NativeSelect
        size="xs"
        aria-label={t('by')}
        value={order ? String(order.columnIndex) : ''}
        data={[
          { value: '', label: t('asTheyCome') },
          ...columns.flatMap(({ name, only }, index) =>
            only === 'screen' ? [] : [{ value: String(index), label: t('byColumn', { name }) }],
          ),
        ]}
        onChange={({ currentTarget: { value } }) =>
          onOrder(value === '' ? null : orderAfter(null, Number(value), !columns[Number(value)]!.isText))
        }
      />
      {order ? (
        <ActionIcon
          variant="default"
          size="md"
          aria-label={t(order.isDescending ? 'descending' : 'ascending')}
          onClick={() => onOrder({ ...order, isDescending: !order.isDescending })}
        >
          <Arrow size={15} aria-hidden />
        </ActionIcon>
      ) : null}
    </div>
  );
}

interface HeadProps {
  readonly column: { readonly name: string; readonly isText?: boolean; readonly only?: string };
  readonly direction: 'ascending' | 'descending' | 'none';
  readonly onSort: () => void;
}

function Head({ column: { name, isText, only }, direction, onSort }: HeadProps) {
  const Arrow = direction === 'ascending' ? IconArrowUp : IconArrowDown;
  return (
    <Table.Th
      ta={isText ? undefined : 'right'}
      className={`${classes.unbroken} ${only === 'screen' ? 'screen-only' : ''}`}
      aria-sort={direction}
    >
      {only === 'screen' ? (
        name
      ) : (
        <UnstyledButton onClick={onSort} className={classes.sort} data-at={isText ? 'start' : 'end'}>
          {name}
          <Arrow size={13} opacity={direction === 'none' ? 0 : 0.8} aria-hidden />
        </UnstyledButton>
      )}
    </Table.Th>
  );
}
