import { CELL_LIMIT, cellText } from '@actionary/inference/domain';
import writeExcelFile from 'write-excel-file/browser';

type Value = string | number | null;

/** What stands in a column: a time in the unit that is named in its head, a share of 1; absent: texts and whole numbers. */
export type ColumnFormat = 'time' | 'share';

/** A table, or the figures that a chart is drawn from. */
export interface Sheet {
  readonly title: string;
  readonly columns: readonly { readonly name: string; readonly format?: ColumnFormat | undefined }[];
  readonly rows: readonly (readonly Value[])[];
}

export interface Workbook {
  /** The first sheet: what all figures rest on. */
  readonly about: { readonly title: string; readonly facts: readonly (readonly [name: string, value: string])[] };
  readonly sheets: readonly Sheet[];
  /** Decimals of times. */
  readonly timeDecimals: number;
}

const MIN_WIDTH = 8;
const MAX_WIDTH = 60;

/** A report as XLSX, see {@link workbookSheets}. */
export function writeWorkbook(workbook: Workbook): Promise<Blob> {
  return writeExcelFile(workbookSheets(workbook)).toBlob();
}

/**
 * What the sheets hold. Texts are texts, so that nothing is a formula; figures are numbers, as precise as they are, that are
 * shown as on the page. Heads stay in sight.
 */
export function workbookSheets({ about, sheets, timeDecimals }: Workbook) {
  const formats = { time: `0.${'0'.repeat(timeDecimals)}`, share: '0.0%' };
  const names = sheetNames([about.title, ...sheets.map(({ title }) => title)]);
  const tables = sheets.map(({ columns, rows }, index) => {
    const heads = columns.map(({ name }) => ({ ...textCell(name), fontWeight: 'bold' as const }));
    const cells = rows.map((row) => row.map((value, place) => valueCell(value, formats, columns[place]?.format)));
    const widths = columns.map(({ name, format }, place) => ({
      width: widthOf([name, ...rows.map((row) => shown(row[place] ?? null, format, timeDecimals))]),
    }));
    return { data: [heads, ...cells], sheet: names[index + 1]!, stickyRowsCount: 1, columns: widths };
  });
  const facts = {
    data: about.facts.map(([name, value]) => [{ ...textCell(name), fontWeight: 'bold' as const }, textCell(value)]),
    sheet: names[0]!,
    columns: [0, 1].map((place) => ({ width: widthOf(about.facts.map((fact) => fact[place]!)) })),
  };
  return [facts, ...tables];
}

function textCell(text: string) {
  return { value: cellText(text.slice(0, CELL_LIMIT)), type: String };
}

function valueCell(value: Value, formats: Readonly<Record<ColumnFormat, string>>, format: ColumnFormat | undefined) {
  if (value === null || value === '') return null;
  if (typeof value === 'string') return textCell(value);
  return format ? { value, type: Number, format: formats[format] } : { value, type: Number };
}

function shown(value: Value, format: ColumnFormat | undefined, timeDecimals: number): string {
  if (typeof value !== 'number') return value ?? '';
  return format === 'share' ? `${(100 * value).toFixed(1)}%` : value.toFixed(format === 'time' ? timeDecimals : 0);
}

/** Of the widest text, in characters of which those of Japanese take two. */
function widthOf(texts: readonly string[]): number {
  const widths = texts.map((text) => text.length + (text.match(/[\u2E80-\uFFEF]/g)?.length ?? 0));
  return Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, ...widths) + 2);
}

/** The most characters of a sheet's name. */
const NAME_LIMIT = 31;

/** Names that Excel takes: short, each another one, without signs that it gives a meaning to. */
export function sheetNames(titles: readonly string[]): string[] {
  const taken = new Set<string>();
  return titles.map((title) => {
    const base =
      title
        .replaceAll(/[[\]:*?/\\\p{Cc}]/gu, ' ')
        .replaceAll(/^'+|'+$/g, '')
        .trim() || 'Sheet';
    for (let number = 1; ; number += 1) {
      const suffix = number === 1 ? '' : ` (${number})`;
      const name = `${base.slice(0, NAME_LIMIT - suffix.length).trim()}${suffix}`;
      if (taken.has(name.toLowerCase())) continue;
      taken.add(name.toLowerCase());
      return name;
    }
  });
}
