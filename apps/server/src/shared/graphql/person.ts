const MAX_LENGTH = 200;

/** The name in a request's header, which is URI-encoded since headers have no Japanese; `null` where there is none. */
export function personOf(header: string | undefined): string | null {
  const name = decode(header ?? '')
    .normalize('NFC')
    .replaceAll('\0', '')
    .trim();
  return name === '' ? null : name.slice(0, MAX_LENGTH).toWellFormed();
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
