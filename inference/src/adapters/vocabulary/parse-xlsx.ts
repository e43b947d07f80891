import { unzipSync, zipSync } from 'fflate';
import readExcelFile from 'read-excel-file/node';
import type { CellValue } from 'read-excel-file/node';
import { VocabularyError } from '../../vocabulary-error.ts';
import { ROW_LIMIT, UNPACKED_LIMIT } from './limits.ts';
import type { ParsedVocabulary } from './parsed-vocabulary.ts';
import { parseTable } from './parse-table.ts';
import { readSchemeTable } from './table.ts';
import { SCHEME_SHEET } from './write-xlsx.ts';

const ENTRY_LIMIT = 2000;

/**
 * Reads a vocabulary from the first sheet of an XLSX; what the columns are, `parseTable` tells. A sheet `Vocabulary` behind it
 * tells about the vocabulary as a whole.
 *
 * @param path for errors only
 * @throws {VocabularyError} also for archives that unpack to more than they should, and for document types in their XML
 */
export async function parseXlsx(bytes: Uint8Array, path: string): Promise<ParsedVocabulary> {
  const [first, ...others] = await readSheets(bytes, path);
  const textsOf = (rows: Sheet['rows'] = []) => rows.map((row) => row.map(toText));
  const scheme = textsOf(others.find(({ sheet }) => sheet === SCHEME_SHEET)?.rows);
  const concepts = textsOf(first?.rows);
  if (concepts.length > ROW_LIMIT)
    throw new VocabularyError(path, `more than ${ROW_LIMIT} rows; split it`, {
      reason: { reason: 'fileTooLong', most: ROW_LIMIT },
    });
  const rows = concepts
    .map((cells, index) => ({ place: `row ${index + 1}`, cells }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
  return { ...readSchemeTable(scheme), entries: parseTable(rows, path) };
}

/** The same archive, unpacked within limits and packed again without compression. */
function unpackedSafely(bytes: Uint8Array, path: string): Buffer {
  let size = 0;
  let count = 0;
  try {
    // Entries are unpacked into exactly the size that is counted here: one that lies about it fails.
    const entries = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        const isNeeded = /\.(xml|rels)$/i.test(name);
        size += isNeeded ? originalSize : 0;
        count += 1;
        if (size > UNPACKED_LIMIT || count > ENTRY_LIMIT)
          throw new VocabularyError(path, 'unpacks to more than 200 MB; save only the words in it', {
            reason: { reason: 'fileTooLarge', most: UNPACKED_LIMIT / 1e6 },
          });
        return isNeeded;
      },
    });
    for (const [name, content] of Object.entries(entries))
      if (Buffer.from(content.buffer, content.byteOffset, content.length).includes('<!DOCTYPE'))
        throw new VocabularyError(path, `${name} declares a document type; save it again with a spreadsheet program`, {
          reason: { reason: 'documentType' },
        });
    return Buffer.from(zipSync(entries, { level: 0 }));
  } catch (cause) {
    if (cause instanceof VocabularyError) throw cause;
    throw new VocabularyError(path, 'not an XLSX file; save it as .xlsx or .csv', {
      cause,
      reason: { reason: 'notXlsx' },
    });
  }
}

interface Sheet {
  readonly sheet: string;
  readonly rows: readonly (readonly (CellValue | null)[])[];
}

/**
 * All sheets of an XLSX, cell by cell, within limits.
 *
 * @param path for errors only
 * @throws {VocabularyError}
 */
export async function readSheets(bytes: Uint8Array, path: string): Promise<Sheet[]> {
  const archive = unpackedSafely(bytes, path);
  try {
    const sheets = await readExcelFile(archive, { trim: false });
    return sheets.map(({ sheet, data }) => ({ sheet, rows: data }));
  } catch (cause) {
    throw new VocabularyError(path, 'has no sheet that can be read; save it as .xlsx or .csv', {
      cause,
      reason: { reason: 'notXlsx' },
    });
  }
}

function toText(cell: CellValue | null): string {
  if (cell === null || cell === undefined) return '';
  return cell instanceof Date ? cell.toISOString() : String(cell);
}
