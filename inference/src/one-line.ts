const LINE_BREAKERS = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;

/** A text as part of a line: what a file says may have line breaks in it, or characters that move a terminal's cursor. */
export function oneLine(text: string): string {
  return text.replaceAll(LINE_BREAKERS, ' ');
}
