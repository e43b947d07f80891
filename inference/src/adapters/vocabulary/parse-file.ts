import { extname } from 'node:path';
import { NO_SCHEME } from '../../domain/vocabulary/vocabulary-document.ts';
import { VocabularyError } from '../../vocabulary-error.ts';
import { decodeText } from './decode-text.ts';
import type { DecodedText } from './decode-text.ts';
import { BYTE_LIMIT, ROW_LIMIT, TEXT_LIMIT } from './limits.ts';
import { parseCsv } from './parse-csv.ts';
import { isJsonLd, parseJsonLd } from './parse-json-ld.ts';
import { parseJson } from './parse-json.ts';
import { parseLines } from './parse-lines.ts';
import { parseTurtle } from './parse-turtle.ts';
import { parseXlsx } from './parse-xlsx.ts';
import type { ParsedVocabulary } from './parsed-vocabulary.ts';

interface ParsedFile extends ParsedVocabulary {
  /** Null where the format tells. */
  readonly encoding: DecodedText['encoding'] | null;
}

/**
 * Parses a vocabulary file; its extension tells the format: `.csv` and `.tsv`, `.xlsx`, `.ttl`, `.jsonld` and `.json` (SKOS
 * where it has `@`-keys), else one label a line.
 *
 * @param path its extension tells the format; also for errors
 * @throws {VocabularyError}
 */
export async function parseFile(bytes: Uint8Array, path: string): Promise<ParsedFile> {
  if (bytes.length > BYTE_LIMIT)
    throw new VocabularyError(path, `larger than ${BYTE_LIMIT / 1e6} MB; split it`, {
      reason: { reason: 'fileTooLarge', most: BYTE_LIMIT / 1e6 },
    });
  const parsed = await parseBytes(bytes, path);
  if (parsed.entries.length > ROW_LIMIT)
    throw new VocabularyError(path, `more than ${ROW_LIMIT} concepts; split it`, {
      reason: { reason: 'fileTooLong', most: ROW_LIMIT },
    });
  const long = parsed.entries.find(({ fields }) => fields.some(({ values }) => values.some(isTooLong)));
  if (long)
    throw new VocabularyError(path, `${long.place}: a text of more than ${TEXT_LIMIT} characters; shorten it`, {
      reason: { reason: 'fileTextTooLong', place: long.place, most: TEXT_LIMIT },
    });
  return parsed;
}

async function parseBytes(bytes: Uint8Array, path: string): Promise<ParsedFile> {
  const extension = extname(path).toLowerCase();
  if (extension === '.xlsx') return { ...(await parseXlsx(bytes, path)), encoding: null };
  const { text, encoding } = decodeText(bytes, path);
  if (text.trim() === '')
    throw new VocabularyError(path, 'is empty; give one concept per line', { reason: { reason: 'fileEmpty' } });
  return { ...(await parseText(text, extension, path)), encoding };
}

async function parseText(text: string, extension: string, path: string): Promise<ParsedVocabulary> {
  switch (extension) {
    case '.csv':
    case '.tsv':
      return parseCsv(text, path);
    case '.ttl':
      return parseTurtle(text, path);
    case '.json':
    case '.jsonld': {
      const value = parseJsonText(text, path);
      return extension === '.jsonld' || isJsonLd(value) ? parseJsonLd(value, path) : parseJson(value, path);
    }
    default:
      return { scheme: NO_SCHEME, version: null, entries: parseLines(text) };
  }
}

function parseJsonText(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new VocabularyError(path, `not JSON (${(cause as { message?: string }).message})`, {
      cause,
      reason: { reason: 'notJson' },
    });
  }
}

function isTooLong({ length }: string): boolean {
  return length > TEXT_LIMIT;
}
