import type { CsvCell } from '../../../lib/csv.ts';

export interface Order {
  readonly columnIndex: number;
  readonly isDescending: boolean;
}

/** Rows in the order of what a column holds: figures by size, texts as the language sorts them, what is not there last. */
export function sortRows<T>(
  rows: readonly T[],
  valueOf: (row: T) => CsvCell,
  { isDescending }: Pick<Order, 'isDescending'>,
  locale: string,
): T[] {
  const collator = new Intl.Collator(locale, { numeric: true });
  const compare = (one: string | number, other: string | number) =>
    typeof one === 'number' && typeof other === 'number' ? one - other : collator.compare(String(one), String(other));
  return rows.toSorted((one, other) => {
    const [first, second] = [valueOf(one), valueOf(other)];
    if (first === null || second === null) return Number(first === null) - Number(second === null);
    return isDescending ? compare(second, first) : compare(first, second);
  });
}

/** Where a click on a column's head leads: figures begin with the largest, texts with the first. */
export function orderAfter(before: Order | null, columnIndex: number, isFigure: boolean): Order {
  return before?.columnIndex === columnIndex
    ? { columnIndex, isDescending: !before.isDescending }
    : { columnIndex, isDescending: isFigure };
}
