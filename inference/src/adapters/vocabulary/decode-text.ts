import { VocabularyError } from '../../vocabulary-error.ts';

/**
 * Text of a vocabulary file, in Unicode's composed form (NFC): UTF-8 or UTF-16 by its byte order mark, else UTF-8, else
 * Shift_JIS (CP932, what Japanese spreadsheets write).
 *
 * @param path for errors only
 * @throws {VocabularyError} for anything else
 */
export function decodeText(bytes: Uint8Array, path: string): string {
  const encodings = bytes[0] === 0xff && bytes[1] === 0xfe ? ['utf-16le'] : ['utf-8', 'shift_jis'];
  for (const encoding of encodings) {
    const text = tryDecode(bytes, encoding);
    if (text !== null && !text.includes('\0')) return text.normalize('NFC');
  }
  throw new VocabularyError(path, 'not a text file; save it as UTF-8');
}

/** `null` where the bytes are not in this encoding. */
function tryDecode(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
