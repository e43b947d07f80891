import path from 'node:path';

/** Bytes (UTF-8) of a name at most: file systems end at 255, and a number may have to be added. */
const MAX_BYTES = 200;

/**
 * A name that is safe in any folder, out of what a browser says a file is called: what follows the last separator, without
 * control characters (those that turn the direction of writing included), without dots in front, at most 200 bytes long.
 * The ending stays.
 *
 * @example safeFileName('../../日勤/..shift.mp4') // 'shift.mp4'
 */
export function safeFileName(name: string): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1)!;
  const clean = last.replaceAll(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '').replace(/^[\s.]+/u, '');
  const extension = path.extname(clean);
  const stem = clean.slice(0, clean.length - extension.length).trimEnd();
  return truncate(stem, MAX_BYTES - Buffer.byteLength(extension)) + extension;
}

/** Whole characters only. */
function truncate(text: string, maxBytes: number): string {
  let short = '';
  let sizeBytes = 0;
  for (const character of text) {
    sizeBytes += Buffer.byteLength(character);
    if (sizeBytes > maxBytes) break;
    short += character;
  }
  return short;
}

/** `shift.mp4` → `shift (2).mp4` */
export function numberedName(name: string, number: number): string {
  const { name: stem, ext } = path.parse(name);
  return `${stem} (${number})${ext}`;
}
