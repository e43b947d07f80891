import { parse } from 'csv-parse/sync';
import { VocabularyError } from '../../vocabulary-error.ts';
import { unguardFormulas } from './formula-guard.ts';
import { ROW_LIMIT } from './limits.ts';
import type { ParsedVocabulary } from './parsed-vocabulary.ts';
import { parseTable } from './parse-table.ts';
import { readSchemeTable } from './table.ts';

interface Row {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** First cell of the rows, above the header, that tell about the vocabulary as a whole. */
export const SCHEME_MARK = '#vocabulary';

/**
 * Reads a vocabulary from CSV; what the columns are, `parseTable` tells. Comma, tab and semicolon files are told apart by
 * their first line.
 *
 * @param path for errors only
 * @throws {VocabularyError}
 */
export function parseCsv(text: string, path: string): ParsedVocabulary {
  const rows = parseRows(text, path).map(({ record, info }) => ({
    place: `line ${info.lines}`,
    cells: record.map(unguardFormulas),
  }));
  if (rows.length > ROW_LIMIT)
    throw new VocabularyError(path, `more than ${ROW_LIMIT} rows; split it`, {
      reason: { reason: 'fileTooLong', most: ROW_LIMIT },
    });
  const isScheme = ({ cells }: { cells: readonly string[] }) => cells[0] === SCHEME_MARK;
  const headerIndex = rows.findIndex((row) => !isScheme(row));
  const schemeRows = headerIndex < 0 ? rows : rows.slice(0, headerIndex);
  const entries = parseTable(rows.slice(schemeRows.length), path);
  return { ...readSchemeTable(schemeRows.map(({ cells }) => cells.slice(1))), entries };
}

function parseRows(text: string, path: string): Row[] {
  try {
    const rows: unknown = parse(text, {
      delimiter: delimiterOf(text),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      trim: true,
    });
    return rows as Row[];
  } catch (cause) {
    const reason = (cause as { message?: string }).message ?? String(cause);
    throw new VocabularyError(path, `not a well-formed CSV (${reason.split('\n', 1)[0]})`, {
      cause,
      reason: { reason: 'notCsv' },
    });
  }
}

function delimiterOf(text: string): string {
  const [header] = text.trimStart().split(/\r?\n|\r/, 1);
  const marked = header.startsWith(SCHEME_MARK) ? header.charAt(SCHEME_MARK.length) : '';
  return [',', '\t', ';'].find((delimiter) => (marked || header).includes(delimiter)) ?? ',';
}
