import { canonicalDocument } from '../../domain/vocabulary/vocabulary-document.ts';
import type { VocabularyDocument } from '../../domain/vocabulary/vocabulary-document.ts';
import { writeCsv } from './write-csv.ts';
import { writeJsonLd } from './write-json-ld.ts';
import { writeTurtle } from './write-turtle.ts';
import { writeXlsx } from './write-xlsx.ts';

/** Formats that hold all that a version says, by their extension. */
export const DOCUMENT_FORMATS = ['ttl', 'jsonld', 'csv', 'xlsx'] as const;
export type DocumentFormat = (typeof DOCUMENT_FORMATS)[number];

/**
 * Writes all that a vocabulary says. The same words make the same bytes, and what is read from them is written as the same
 * bytes again.
 *
 * @param path for errors only
 * @throws {VocabularyError} for a text that the format has no room for
 */
export async function writeDocument(
  document: VocabularyDocument,
  format: DocumentFormat,
  path = `vocabulary.${format}`,
): Promise<Uint8Array> {
  const canonical = canonicalDocument(document);
  switch (format) {
    case 'ttl':
      return Buffer.from(writeTurtle(canonical));
    case 'jsonld':
      return Buffer.from(writeJsonLd(canonical));
    case 'csv':
      return Buffer.from(writeCsv(canonical));
    case 'xlsx':
      return writeXlsx(canonical, path);
  }
}
