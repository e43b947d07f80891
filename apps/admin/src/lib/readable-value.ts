/** A field's value as people read it: objects that came as JSON become lines, `valueClass: net`; other texts stay. */
export function readableValue(text: string): string {
  if (!/^[[{]/.test(text)) return text;
  try {
    return linesOf(JSON.parse(text) as unknown).join('\n');
  } catch {
    return text;
  }
}

function linesOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(inLine);
  return Object.entries(value as object).map(([name, each]) => `${name}: ${inLine(each)}`);
}

function inLine(value: unknown): string {
  if (Array.isArray(value)) return value.map(inLine).join(', ');
  if (value === null || typeof value !== 'object') return String(value ?? '');
  return Object.values(value)
    .filter((each) => each !== null && each !== '')
    .map(inLine)
    .join(' ');
}
