/** A table of Markdown whose columns line up, in a terminal, too. @param rows as wide as the header */
export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const [head, ...body] = [header, ...rows].map((cells) => cells.map(escapeCell));
  const widths = head.map((cell, column) => Math.max(3, cell.length, ...body.map((cells) => cells[column].length)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
}

/** A text that stays in its line and cell. */
export function escapeCell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll(/\s*\n\s*/g, ' ');
}
