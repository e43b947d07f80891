const MAX_KEYS = 6;
const MAX_TEXT = 40;
/** Of arrays in arrays. */
const MAX_DEPTH = 3;

/** What a JSON value looks like, in few signs: `[{"startMs": …, "label": …}, …]`; an absent one is empty. */
export function shapeOfJson(value: unknown): string {
  return shapeAt(value, 0);
}

function shapeAt(value: unknown, depth: number): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return arrayShape(value, depth + 1);
  if (typeof value === 'object' && value !== null) return objectShape(Object.keys(value));
  return shortened(JSON.stringify(value));
}

function arrayShape(values: readonly unknown[], depth: number): string {
  if (values.length === 0) return '[]';
  const first = depth > MAX_DEPTH ? '…' : shapeAt(values[0], depth);
  return `[${first}${values.length > 1 ? ', …' : ''}]`;
}

function objectShape(keys: readonly string[]): string {
  const shown = keys.slice(0, MAX_KEYS).map((key) => `${shortened(JSON.stringify(key))}: …`);
  return `{${[...shown, ...(keys.length > MAX_KEYS ? ['…'] : [])].join(', ')}}`;
}

function shortened(text: string): string {
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
}
