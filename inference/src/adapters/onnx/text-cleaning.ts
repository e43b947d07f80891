const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  copy: '©',
  reg: '®',
  trade: '™',
  deg: '°',
  micro: 'µ',
  plusmn: '±',
  times: '×',
  divide: '÷',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
};
const ENTITY = /&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([a-zA-Z]{2,6}));/g;
const LAST_CODE_POINT = 0x10_ff_ff;

/**
 * What CLIP's own tokeniser does to a text before it splits it: HTML entities resolved twice (the numeric and the
 * common named ones), white space collapsed and trimmed, lower case. Its repair of wrongly decoded text is left out.
 */
export function cleanClipText(text: string): string {
  return unescapeHtml(unescapeHtml(text)).replaceAll(/\s+/g, ' ').trim().toLowerCase();
}

function unescapeHtml(text: string): string {
  return text.replaceAll(ENTITY, (entity, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return NAMED[name] ?? entity;
    const codePoint = decimal === undefined ? Number.parseInt(hex!, 16) : Number(decimal);
    return codePoint > 0 && codePoint <= LAST_CODE_POINT ? String.fromCodePoint(codePoint) : entity;
  });
}
