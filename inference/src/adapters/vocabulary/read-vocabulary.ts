import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { displayLabel, inLanguage, labelOf, normalizeLanguageTag } from '../../domain/vocabulary.ts';
import type { Concept, Vocabulary } from '../../domain/vocabulary.ts';
import { VocabularyError } from '../../vocabulary-error.ts';
import { isDeprecated, toConcept } from './concept-fields.ts';
import type { ConceptFields } from './concept-fields.ts';
import { decodeText } from './decode-text.ts';
import { parseCsv } from './parse-csv.ts';
import { parseJson } from './parse-json.ts';
import { parseLines } from './parse-lines.ts';

export interface VocabularyOptions {
  /** Language of the encoder: every concept needs a label or a prompt in it. Default `en`. */
  readonly language?: string;
}

const PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EISDIR: 'is a directory; give a .csv, .json or .txt file',
  EACCES: 'may not be read; check its permissions',
};

/**
 * Reads a vocabulary; the extension tells the format: `.csv` and `.tsv`, `.json`, else one label a line. Deprecated concepts are
 * left out.
 *
 * @throws {VocabularyError} for a file that cannot be read, no concept, no label in the encoder's language, a label or id twice
 */
export async function readVocabulary(path: string, options: VocabularyOptions = {}): Promise<Vocabulary> {
  const bytes = await readFile(path).catch((cause: NodeJS.ErrnoException) => {
    throw new VocabularyError(path, PROBLEMS[cause.code ?? ''] ?? `cannot be read (${cause.message})`, { cause });
  });
  return parseVocabulary(bytes, path, options);
}

/** {@link readVocabulary} on bytes. @param path its extension tells the format; also for errors */
export function parseVocabulary(bytes: Uint8Array, path: string, options: VocabularyOptions = {}): Vocabulary {
  const language = normalizeLanguageTag(options.language ?? 'en');
  const text = decodeText(bytes, path);
  if (text.trim() === '') throw new VocabularyError(path, 'is empty; give one concept per line');
  const entries = parserOf(path)(text, path).filter((entry) => !isDeprecated(entry));
  if (entries.length === 0) throw new VocabularyError(path, 'has no concepts; give at least one label');
  const placed = entries.map((entry) => ({ place: entry.place, concept: checkedConcept(entry, language, path) }));
  refuseTwice(placed, (concept) => labelKey(displayLabel(concept, language)), 'label', path);
  refuseTwice(placed, ({ id }) => id, 'id', path);
  return { concepts: placed.map(({ concept }) => concept) };
}

function parserOf(path: string): (text: string, path: string) => ConceptFields[] {
  const extension = extname(path).toLowerCase();
  if (extension === '.csv' || extension === '.tsv') return parseCsv;
  return extension === '.json' ? parseJson : parseLines;
}

function checkedConcept(entry: ConceptFields, language: string, path: string): Concept {
  const concept = toConcept(entry);
  if (!concept) throw new VocabularyError(path, `${entry.place}: no label`);
  if (labelOf(concept, language) === undefined && !inLanguage(concept.prompts, language)) {
    const problem = `"${displayLabel(concept, language)}" has no label in the encoder's language`;
    throw new VocabularyError(path, `${entry.place}: ${problem}; add prefLabel@${language} or prompt@${language}`);
  }
  return concept;
}

interface PlacedConcept {
  readonly place: string;
  readonly concept: Concept;
}

function refuseTwice(
  placed: readonly PlacedConcept[],
  keyOf: (concept: Concept) => string,
  what: string,
  path: string,
) {
  const seen = new Map<string, PlacedConcept>();
  for (const current of placed) {
    const key = keyOf(current.concept);
    const before = seen.get(key);
    if (before) throw new VocabularyError(path, `${before.place} and ${current.place} have the same ${what}: "${key}"`);
    seen.set(key, current);
  }
}

/** Labels with an equal key look alike to people and to encoders: width, case and spaces do not tell them apart. */
function labelKey(label: string): string {
  return label.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim();
}
