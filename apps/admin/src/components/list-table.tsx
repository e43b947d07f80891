import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './list-table.module.css';
import { ScrollFrame } from './scroll-frame.tsx';

interface Props {
  readonly label: string;
  /** Pixels below which it scrolls, where it is not stacked. */
  readonly minWidth: number;
  /** Pixels above which it scrolls, under its head. */
  readonly maxHeight?: number;
  readonly children: ReactNode;
}

/**
 * A table of things, the first cell of a row says which. On a phone rows are stacks: a cell whose figure does not speak for
 * itself has its column's name as `data-label`, one with buttons stands at the end as `data-act`.
 */
export function ListTable({ label, minWidth, maxHeight, children }: Props) {
  return (
    <ScrollFrame label={label} className={classes.frame} style={{ maxHeight }}>
      <Table
        miw={{ base: 0, sm: minWidth }}
        aria-label={label}
        className={classes.table}
        stickyHeader={maxHeight !== undefined}
      >
        {children}
      </Table>
    </ScrollFrame>
  );
}
