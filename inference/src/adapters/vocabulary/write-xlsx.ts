import { unzipSync, zipSync } from 'fflate';
import writeExcelFile from 'write-excel-file/node';
import type { VocabularyDocument } from '../../domain/vocabulary/vocabulary-document.ts';
import { VocabularyError } from '../../vocabulary-error.ts';
import { conceptTable, schemeTable } from './table.ts';

/** The most characters that Excel takes in a cell. */
const EXCEL_CELL_LIMIT = 32_767;
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
  if (text.length > EXCEL_CELL_LIMIT)
    throw new VocabularyError(place, `longer than the ${EXCEL_CELL_LIMIT} characters of a cell; write another format`);
  const value = escapeText(text);
  return isHeader ? { value, type: String, fontWeight: 'bold' as const } : { value, type: String };
}

/** What XML cannot hold, and the replacement character, which readers take for something that could not be read. */
const UNFIT = /(?![\t\n])[\p{Cc}\p{Noncharacter_Code_Point}\uFFFD]/gu;

/** As ECMA-376 (ST_Xstring) escapes what XML cannot or should not hold; line ends, too, which XML would change. */
function escapeText(text: string): string {
  // The library finds texts that it has written already in an object, and `constructor` is in every object.
  if (text in Object.prototype) return escapeCharacter(text[0]) + text.slice(1);
  return text.replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, escapeCharacter).replaceAll(UNFIT, escapeCharacter);
}

/** By UTF-16 code units. */
function escapeCharacter(character: string): string {
  const codes = character.split('').map((unit) => unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0'));
  return codes.map((code) => `_x${code}_`).join('');
}
