const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/;

/** The beginning of a label that fits, with an ellipsis where something is cut off. @param width in half-width letters */
export function cutLabel(label: string, width: number): string {
  let used = 0;
  for (const [index, letter] of [...label].entries()) {
    used += WIDE.test(letter) ? 2 : 1;
    if (used > width) return `${[...label].slice(0, Math.max(0, index - 1)).join('')}…`;
  }
  return label;
}
