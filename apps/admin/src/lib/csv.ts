/** What a cell of a table holds; null: nothing. */
export type CsvCell = string | number | null;

/** A table as CSV (RFC 4180, UTF-8 with a mark that Excel looks for). */
export function csvText(rows: readonly (readonly CsvCell[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(cellText).join(',')).join('\r\n')}\r\n`;
}

/** Texts that a spreadsheet would take for a formula get an apostrophe in front. */
function cellText(value: CsvCell): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r\n＝＋－＠]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
