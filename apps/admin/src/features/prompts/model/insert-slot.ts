/** What is chosen of a text; an end that is the start is a cursor. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** A text with a slot in place of what is chosen, and where the cursor is then. */
export function insertSlot(text: string, { start, end }: TextRange, slot: string): { text: string; caret: number } {
  const written = `{${slot}}`;
  return { text: `${text.slice(0, start)}${written}${text.slice(end)}`, caret: start + written.length };
}
