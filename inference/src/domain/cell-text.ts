/** The most characters that Excel takes in a cell. */
export const CELL_LIMIT = 32_767;

/** What XML cannot hold, and the replacement character, which readers take for something that could not be read. */
const UNFIT = /(?![\t\n])[\p{Cc}\p{Noncharacter_Code_Point}\uFFFD]/gu;

/** A text as cells of XLSX hold it: as ECMA-376 (ST_Xstring) escapes what XML cannot or should not hold; line ends, too, which XML would change. */
export function cellText(text: string): string {
  // The library finds texts that it has written already in an object, and `constructor` is in every object.
  if (text in Object.prototype) return escapeCharacter(text[0]) + text.slice(1);
  return text.replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, escapeCharacter).replaceAll(UNFIT, escapeCharacter);
}

/** By UTF-16 code units. */
function escapeCharacter(character: string): string {
  const codes = character.split('').map((unit) => unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0'));
  return codes.map((code) => `_x${code}_`).join('');
}
