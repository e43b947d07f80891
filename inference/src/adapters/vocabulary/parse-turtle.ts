import { Parser } from 'n3';
import { VocabularyError } from '../../vocabulary-error.ts';
import type { ParsedVocabulary } from './parsed-vocabulary.ts';
import { parseSkos } from './parse-skos.ts';

/** Reads SKOS in Turtle. @param path for errors only @throws {VocabularyError} */
export function parseTurtle(text: string, path: string): ParsedVocabulary {
  return parseSkos(parseTriples(text, path), path);
}

function parseTriples(text: string, path: string) {
  try {
    return new Parser({ format: 'Turtle', baseIRI: 'urn:actionary:file:' }).parse(text);
  } catch (cause) {
    throw new VocabularyError(path, `not well-formed Turtle (${(cause as { message?: string }).message})`, {
      cause,
      reason: { reason: 'notTurtle' },
    });
  }
}
