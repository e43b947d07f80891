import { UNDETERMINED_LANGUAGE } from '../../domain/vocabulary/vocabulary.ts';
import type { ConceptFields } from './concept-fields.ts';

/** Reads a vocabulary with one label a line; empty lines and lines that begin with `#` are skipped. */
export function parseLines(text: string): ConceptFields[] {
  return text.split(/\r\n|\r|\n/).flatMap((line, index) => {
    const label = line.trim();
    if (label === '' || label.startsWith('#')) return [];
    const field = { name: 'prefLabel', language: UNDETERMINED_LANGUAGE, isTagged: false, values: [label] } as const;
    return [{ place: `line ${index + 1}`, fields: [field] }];
  });
}
