/** A column of the grid: a language's label, or something else about the concept. */
export type Column = `label:${string}` | 'notation' | 'prompt' | 'valueClass' | 'status' | 'checks';

interface Size {
  readonly minPx: number;
  /** How much it takes of what is left over; 0: none. */
  readonly share: number;
  /** Those with the least go first where there is no room. */
  readonly weight: number;
}

const SIZES: Readonly<Record<Exclude<Column, `label:${string}`>, Size>> = {
  notation: { minPx: 64, share: 0, weight: 3 },
  prompt: { minPx: 130, share: 1.2, weight: 1 },
  valueClass: { minPx: 104, share: 0, weight: 2 },
  status: { minPx: 84, share: 0, weight: 4 },
  checks: { minPx: 56, share: 0, weight: 5 },
};
const FIRST_LABEL: Size = { minPx: 130, share: 1.3, weight: 10 };
const LABEL: Size = { minPx: 110, share: 1, weight: 6 };
const GAP_PX = 10;
const PADDING_PX = 20;

/** All columns, in their order. */
export function columnsOf(languages: readonly string[]): Column[] {
  return [
    'notation',
    ...languages.map((language) => `label:${language}` as const),
    'prompt',
    'valueClass',
    'status',
    'checks',
  ];
}

/** The columns for which there is room; the first label always stays. */
export function fittingColumns(columns: readonly Column[], widthPx: number): Column[] {
  let fitting = [...columns];
  while (fitting.length > 1 && widthOf(fitting) > widthPx) {
    const weights = fitting.map((column) => sizeOf(column, fitting).weight);
    fitting = fitting.toSpliced(weights.lastIndexOf(Math.min(...weights)), 1);
  }
  return fitting;
}

/** For `grid-template-columns`. */
export function templateOf(columns: readonly Column[]): string {
  return columns
    .map((column) => sizeOf(column, columns))
    .map(({ minPx, share }) => (share === 0 ? `${minPx}px` : `minmax(${minPx}px, ${share}fr)`))
    .join(' ');
}

export function languageOf(column: Column): string | null {
  return column.startsWith('label:') ? column.slice('label:'.length) : null;
}

/** The column with the tree. */
export function isTreeColumn(column: Column, columns: readonly Column[]): boolean {
  return column === columns.find((each) => languageOf(each) !== null);
}

function widthOf(columns: readonly Column[]): number {
  const sum = columns.reduce((width, column) => width + sizeOf(column, columns).minPx, 0);
  return sum + (columns.length - 1) * GAP_PX + PADDING_PX;
}

function sizeOf(column: Column, columns: readonly Column[]): Size {
  if (isTreeColumn(column, columns)) return FIRST_LABEL;
  return languageOf(column) === null ? SIZES[column as keyof typeof SIZES] : LABEL;
}
