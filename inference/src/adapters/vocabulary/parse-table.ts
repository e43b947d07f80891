import { VocabularyError } from '../../vocabulary-error.ts';
import type { ConceptFields, FieldValues } from './concept-fields.ts';
import { isList, parseFieldName } from './field-name.ts';
import type { FieldName } from './field-name.ts';
import { splitList } from './table.ts';

/** A row of cells and where it is: `line 3`. */
export interface PlacedRow {
  readonly place: string;
  readonly cells: readonly string[];
}

const UNTAGGED_LABEL = parseFieldName('label')!;

const MAX_SHOWN = 40;

/**
 * Reads concepts from rows: a header with `prefLabel@en`, `label`, `用語` or the like and any other columns, which are
 * ignored where they say nothing here; or one label a row, without a header. Of lists, values are separated by `;`
 * (`\;` is a semicolon).
 *
 * @param path for errors only
 * @throws {VocabularyError} for no row, no label column, more cells than columns
 */
export function parseTable(rows: readonly PlacedRow[], path: string): ConceptFields[] {
  const [header, ...rest] = rows;
  if (!header)
    throw new VocabularyError(path, 'is empty; give one concept per line', { reason: { reason: 'fileEmpty' } });
  const columns = header.cells.map(parseFieldName);
  if (columns.some((column) => column?.name === 'prefLabel')) return rest.map((row) => toFields(row, columns, path));
  const isBareList = columns.every((column) => column === null) && rows.every(({ cells }) => isOneCell(cells));
  if (isBareList && rows.length > 1) return rows.map((row) => toFields(row, [UNTAGGED_LABEL], path));
  const found = header.cells.slice(0, 8).map(shortened).join(', ');
  throw new VocabularyError(path, `no label column; name one "prefLabel@en" or "label" (the header is: ${found})`, {
    reason: { reason: 'noLabelColumn', found },
  });
}

/** A cell as part of a message. */
function shortened(cell: string): string {
  return cell.length > MAX_SHOWN ? `${cell.slice(0, MAX_SHOWN)}…` : cell;
}

function isOneCell([, ...others]: readonly string[]): boolean {
  return others.every((cell) => cell === '');
}

function toFields({ place, cells }: PlacedRow, columns: readonly (FieldName | null)[], path: string): ConceptFields {
  if (cells.slice(columns.length).some((cell) => cell !== '')) {
    const problem = `${cells.length} cells but ${columns.length} columns; put quotes around labels with a separator`;
    throw new VocabularyError(path, `${place}: ${problem}`, { reason: { reason: 'tooManyCells', place } });
  }
  const fields = cells.flatMap((cell, index): FieldValues[] => {
    const column = columns[index];
    return column && cell !== '' ? [{ ...column, values: isList(column) ? splitList(cell) : [cell] }] : [];
  });
  return { place, fields };
}
