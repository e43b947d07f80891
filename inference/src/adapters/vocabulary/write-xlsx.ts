import { unzipSync, zipSync } from 'fflate';
import writeExcelFile from 'write-excel-file/node';
import { CELL_LIMIT, cellText } from '../../domain/cell-text.ts';
import type { VocabularyDocument } from '../../domain/vocabulary/vocabulary-document.ts';
import { VocabularyError } from '../../vocabulary-error.ts';
import { conceptTable, schemeTable } from './table.ts';

/** An archive holds the time of each of its files; the same words are to be the same bytes. */
const NO_TIME = new Date(1980, 0, 1);

const CONCEPT_SHEET = 'Concepts';
export const SCHEME_SHEET = 'Vocabulary';

/**
 * A canonical document as XLSX: a sheet of concepts, and one about the vocabulary as a whole. All cells are text, so that
 * nothing is a formula and codes keep their zeros.
 *
 * @param path for errors only
 * @throws {VocabularyError} for a text that is too long for a cell
 */
export async function writeXlsx(document: VocabularyDocument, path: string): Promise<Uint8Array> {
  const cells = (row: readonly string[], isHeader: boolean) =>
    row.map((text) => toCell(text, isHeader, `${path}: ${row[0]}`));
  const concepts = conceptTable(document).map((row, index) => cells(row, index === 0));
  const scheme = schemeTable(document).map((row) => cells(row, false));
  const packed = await writeExcelFile([
    { data: concepts, sheet: CONCEPT_SHEET, stickyRowsCount: 1, columns: concepts[0].map(() => ({ width: 24 })) },
    { data: scheme, sheet: SCHEME_SHEET, columns: [{ width: 16 }, { width: 80 }] },
  ]).toBuffer();
  return zipSync(unzipSync(packed), { mtime: NO_TIME });
}

function toCell(text: string, isHeader: boolean, place: string) {
  if (text === '') return null;
  if (text.length > CELL_LIMIT)
    throw new VocabularyError(place, `longer than the ${CELL_LIMIT} characters of a cell; write another format`);
  const value = cellText(text);
  return isHeader ? { value, type: String, fontWeight: 'bold' as const } : { value, type: String };
}
