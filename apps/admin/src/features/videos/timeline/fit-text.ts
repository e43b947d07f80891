const characters = new Intl.Segmenter();

/**
 * What of a text fits, with an ellipsis where it is cut; '' where not even its first character would.
 * @param widthOf grows with the text
 */
export function fitText(text: string, width: number, widthOf: (text: string) => number): string {
  if (widthOf(text) <= width) return text;
  const parts = [...characters.segment(text)].map(({ segment }) => segment);
  const cut = (count: number) => `${parts.slice(0, count).join('').trimEnd()}…`;
  let [fits, tooMany] = [0, parts.length];
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2);
    if (widthOf(cut(middle)) <= width) fits = middle;
    else tooMany = middle;
  }
  return fits > 0 ? cut(fits) : '';
}
