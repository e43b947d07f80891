const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/;

/** Width of a label in half-width letters. */
export function labelWidth(label: string): number {
  return [...label].reduce((width, letter) => width + (WIDE.test(letter) ? 2 : 1), 0);
}

/** The beginning of a label that fits, with an ellipsis where something is cut off. @param width in half-width letters */
export function cutLabel(label: string, width: number): string {
  if (labelWidth(label) <= width) return label;
  const letters = [...label];
  while (letters.length > 0 && labelWidth(letters.join('')) > width - 1) letters.pop();
  return `${letters.join('')}…`;
}
