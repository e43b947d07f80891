import { parse } from 'csv-parse/sync';
import { VocabularyError } from '../../vocabulary-error.ts';
import { parseFieldName } from './concept-fields.ts';
import type { ConceptFields, FieldName } from './concept-fields.ts';

interface Row {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/**
 * Reads a vocabulary from CSV: a header with `prefLabel@en` or `label`, and any of the columns `id`, `notation`, `parent`,
 * `altLabel@…`, `definition@…`, `prompt@…`, `status`; others are ignored. Values of `altLabel` and `prompt` are separated
 * by `;` (`\;` is a semicolon). Comma, tab and semicolon files are told apart by their header.
 *
 * @param path for errors only
 * @throws {VocabularyError}
 */
export function parseCsv(text: string, path: string): ConceptFields[] {
  const [header, ...rows] = parseRows(text, path);
  if (!header) throw new VocabularyError(path, 'is empty; give one concept per line');
  const columns = header.record.map(parseFieldName);
  if (!columns.some((column) => column?.name === 'prefLabel')) {
    const found = header.record.slice(0, 8).join(', ');
    throw new VocabularyError(path, `no label column; name one "prefLabel@en" or "label" (the header is: ${found})`);
  }
  return rows.map((row) => toFields(row, columns, path));
}

function toFields({ record, info }: Row, columns: readonly (FieldName | null)[], path: string): ConceptFields {
  const place = `line ${info.lines}`;
  if (record.slice(columns.length).some((cell) => cell !== '')) {
    const problem = `${record.length} cells but ${columns.length} columns; put quotes around labels with a separator`;
    throw new VocabularyError(path, `${place}: ${problem}`);
  }
  const fields = record.flatMap((cell, index) => {
    const column = columns[index];
    return column && cell !== '' ? [{ ...column, values: cellValues(column, unguard(cell)) }] : [];
  });
  return { place, fields };
}

function cellValues({ name }: FieldName, cell: string): string[] {
  if (name !== 'altLabel' && name !== 'prompt') return [cell];
  return cell.split(/(?<!\\);/).map((value) => value.replaceAll('\\;', ';'));
}

/** Removes the apostrophe that safe exports put before what a spreadsheet would take for a formula. */
function unguard(cell: string): string {
  return /^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell;
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
    throw new VocabularyError(path, `not a well-formed CSV (${reason.split('\n', 1)[0]})`, { cause });
  }
}

function delimiterOf(text: string): string {
  const [header] = text.trimStart().split(/\r?\n|\r/, 1);
  return [',', '\t', ';'].find((delimiter) => header.includes(delimiter)) ?? ',';
}
