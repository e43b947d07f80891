import jsonld from 'jsonld';
import type { JsonLdDocument } from 'jsonld';
import { VocabularyError } from '../../vocabulary-error.ts';
import type { ParsedVocabulary } from './parsed-vocabulary.ts';
import { parseSkos } from './parse-skos.ts';
import type { Triple } from './parse-skos.ts';

/** Whether a JSON value is meant as JSON-LD rather than as a plain list of concepts. */
export function isJsonLd(value: unknown): boolean {
  return Array.isArray(value) ? value.some(hasKeyword) : hasKeyword(value);
}

function hasKeyword(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).some((key) => key.startsWith('@'));
}

/**
 * Reads SKOS in JSON-LD 1.1. Contexts have to be in the file: nothing is fetched.
 *
 * @param path for errors only
 * @throws {VocabularyError}
 */
export async function parseJsonLd(value: unknown, path: string): Promise<ParsedVocabulary> {
  return parseSkos(await parseTriples(value as JsonLdDocument, path), path);
}

async function parseTriples(value: JsonLdDocument, path: string): Promise<Triple[]> {
  const documentLoader = async (url: string): Promise<never> => {
    throw new VocabularyError(
      path,
      `its context is at ${url}, and nothing is fetched; write the context into the file`,
      { reason: { reason: 'remoteContext' } },
    );
  };
  try {
    return (await jsonld.toRDF(value, { documentLoader, base: 'urn:actionary:file:' })) as Triple[];
  } catch (cause) {
    const refused = [cause, (cause as { details?: { cause?: unknown } }).details?.cause];
    const own = refused.find((error) => error instanceof VocabularyError);
    if (own) throw own;
    throw new VocabularyError(path, `not well-formed JSON-LD (${(cause as { message?: string }).message})`, {
      cause,
      reason: { reason: 'notJson' },
    });
  }
}
