/** Lines of at most so many half-width characters; Japanese ones count for two. Breaks anywhere where there is no space. */
export function wrapText(text: string, most: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.match(/[\u3000-\u9fff\uff00-\uff60]|[^\s\u3000-\u9fff\uff00-\uff60]+|\s+/g) ?? []) {
    if (line !== '' && widthOf(line + word) > most) {
      lines.push(line.trimEnd());
      line = word.trimStart();
    } else line += word;
  }
  return line.trim() === '' ? lines : [...lines, line.trimEnd()];
}

/** What fits into so many half-width characters; the rest is an ellipsis. */
export function cutText(text: string, most: number): string {
  if (widthOf(text) <= most) return text;
  let cut = '';
  for (const character of text) {
    if (widthOf(cut + character) > most - 1) break;
    cut += character;
  }
  return cut === '' ? '' : `${cut.trimEnd()}…`;
}

/** In half-width characters. */
function widthOf(text: string): number {
  return Array.from(text).reduce((sum, character) => sum + (/[\u1100-\u9fff\uff00-\uff60]/.test(character) ? 2 : 1), 0);
}
