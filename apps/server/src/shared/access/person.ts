import type { Request } from 'express';

const MAX_LENGTH = 200;

/** On whose behalf a program asks: URI-encoded, since headers have no Japanese; `null` where it does not say. */
export function personOf(request: Request): string | null {
  const name = decode(request.get('x-actionary-person') ?? '')
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
