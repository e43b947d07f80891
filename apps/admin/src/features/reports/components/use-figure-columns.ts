'use client';

import { useLocale } from 'next-intl';
import { shareText } from '../model/time-text.ts';
import { useTimes } from './report-context.ts';
import type { Column } from './report-table.tsx';

/** Columns of figures, as reports write them: in the chosen unit, in percent; what is null is a dash. */
export function useFigureColumns() {
  const locale = useLocale();
  const times = useTimes();
  return {
    time: <T>(name: string, msOf: (row: T) => number | null): Column<T> => ({
      name,
      format: 'time',
      value: (row) => unlessNull(msOf(row), times.value),
      show: (row) => unlessNull(msOf(row), times.text) ?? '–',
    }),
    share: <T>(name: string, shareOf: (row: T) => number | null): Column<T> => ({
      name,
      format: 'share',
      value: shareOf,
      show: (row) => unlessNull(shareOf(row), (share) => shareText(share, locale)) ?? '–',
    }),
  };
}

function unlessNull<T>(figure: number | null, write: (figure: number) => T): T | null {
  return figure === null ? null : write(figure);
}
