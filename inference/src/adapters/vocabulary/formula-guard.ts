/**
 * What a spreadsheet takes for the beginning of a formula, full-width forms included; also behind a semicolon, which
 * separates cells where the decimal sign is a comma.
 */
const FORMULA = /(^|;)(?='*[=+\-@\t\r\n＝＋－＠])/g;
const GUARDED = /(^|;)'(?='*[=+\-@\t\r\n＝＋－＠])/g;

/** Puts an apostrophe before what a spreadsheet would take for a formula. */
export function guardFormulas(cell: string): string {
  return cell.replaceAll(FORMULA, "$1'");
}

/** Takes the apostrophes of {@link guardFormulas} away. */
export function unguardFormulas(cell: string): string {
  return cell.replaceAll(GUARDED, '$1');
}
