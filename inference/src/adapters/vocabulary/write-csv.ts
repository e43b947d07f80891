import type { VocabularyDocument } from '../../domain/vocabulary/vocabulary-document.ts';
import { guardFormulas } from './formula-guard.ts';
import { SCHEME_MARK } from './parse-csv.ts';
import { conceptTable, schemeTable } from './table.ts';

/** A canonical document as CSV with a byte order mark, as spreadsheets want it; nothing in it is a formula. */
export function writeCsv(document: VocabularyDocument): string {
  const rows = [...schemeTable(document).map((row) => [SCHEME_MARK, ...row]), ...conceptTable(document)];
  return `\uFEFF${rows.map((row) => `${row.map(toCell).join(',')}\r\n`).join('')}`;
}

function toCell(text: string): string {
  const cell = guardFormulas(text);
  return /[",;\t\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
