import { VocabularyError } from '../../vocabulary-error.ts';

export interface DecodedText {
  readonly text: string;
  readonly encoding: 'utf-8' | 'utf-16le' | 'shift_jis';
}

/**
 * Text of a vocabulary file, without its byte order mark: UTF-16 where the bytes begin like it, else UTF-8, else Shift_JIS
 * (CP932, what Japanese spreadsheets write).
 *
 * @param path for errors only
 * @throws {VocabularyError} for anything else
 */
export function decodeText(bytes: Uint8Array, path: string): DecodedText {
  const encodings = isUtf16(bytes) ? (['utf-16le'] as const) : (['utf-8', 'shift_jis'] as const);
  for (const encoding of encodings) {
    const text = tryDecode(bytes, encoding);
    if (text !== null && !text.includes('\0')) return { text, encoding };
  }
  throw new VocabularyError(path, 'not a text file; save it as UTF-8', { reason: { reason: 'notText' } });
}

/** By its byte order mark, or since its first character is a Latin one. */
function isUtf16([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first !== 0 && second === 0);
}

/** `null` where the bytes are not in this encoding. */
function tryDecode(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
