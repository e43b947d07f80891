import type { Check } from './journal.ts';

const COLUMNS = ['chapter', 'what was checked', 'expected', 'found'] as const;
/** Longer texts are broken at spaces. */
const WIDTHS = [12, 62, 22, 22];

/** What was checked, a line each or more, and how many of it passed. */
export function table(checks: readonly Check[]): string {
  const rows = checks.map(({ chapter, what, expected, found, isPassed }, index) => {
    const isSame = checks[index - 1]?.chapter === chapter;
    return row(isPassed ? '✓' : '✗', [isSame ? '' : chapter, what, expected, found]);
  });
  const rule = `  ${WIDTHS.map((width) => '─'.repeat(width)).join('  ')}\n`;
  const passedCount = checks.filter(({ isPassed }) => isPassed).length;
  const failedCount = checks.length - passedCount;
  const ending = failedCount === 0 ? 'All is as it should be' : `${failedCount} are not as they should be`;
  return `\n${row(' ', COLUMNS)}${rule}${rows.join('')}${rule}  ${checks.length} checks. ${ending}.\n`;
}

function row(mark: string, cells: readonly string[]): string {
  const columns = cells.map((cell, index) => broken(cell, WIDTHS[index]!));
  const height = Math.max(...columns.map(({ length }) => length));
  const lines = Array.from({ length: height }, (_, line) => {
    const texts = columns.map((column, index) => padded(column[line] ?? '', WIDTHS[index]!));
    return `${line === 0 ? mark : ' '} ${texts.join('  ')}`.trimEnd();
  });
  return `${lines.join('\n')}\n`;
}

function broken(text: string, width: number): string[] {
  const lines = [''];
  for (const word of text.split(/\s+/)) {
    const line = lines.at(-1)!;
    if (line !== '' && widthOf(line) + 1 + widthOf(word) > width) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines;
}

const padded = (text: string, width: number) => text + ' '.repeat(Math.max(0, width - widthOf(text)));

/** In a terminal, Japanese characters are twice as wide as others. */
function widthOf(text: string): number {
  return Array.from(text, (character) =>
    /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]/.test(character) ? 2 : 1,
  ).reduce<number>((sum, width) => sum + width, 0);
}
