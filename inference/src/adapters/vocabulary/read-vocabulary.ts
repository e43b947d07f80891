import { readFile } from 'node:fs/promises';
import type { ConceptContent } from '../../domain/vocabulary/concept-content.ts';
import { labelKey } from '../../domain/vocabulary/mend-row.ts';
import {
  displayLabel,
  inLanguage,
  labelOf,
  normalizeLanguageTag,
  UNDETERMINED_LANGUAGE,
} from '../../domain/vocabulary/vocabulary.ts';
import type { ByLanguage, Concept, Vocabulary } from '../../domain/vocabulary/vocabulary.ts';
import { VocabularyError } from '../../vocabulary-error.ts';
import { toRow } from './concept-fields.ts';
import { parseFile } from './parse-file.ts';

export interface VocabularyOptions {
  /** Language of the encoder: every concept needs a label or a prompt in it. Default `en`. */
  readonly language?: string;
}

const PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EISDIR: 'is a directory; give a .csv, .xlsx, .ttl, .json or .txt file',
  EACCES: 'may not be read; check its permissions',
};

/**
 * Reads what recognition needs of a vocabulary file; the extension tells the format, as in `parseFile`. Deprecated concepts
 * are left out.
 *
 * @throws {VocabularyError} for a file that cannot be read, no concept, no label in the encoder's language, a label or id twice
 */
export async function readVocabulary(path: string, options: VocabularyOptions = {}): Promise<Vocabulary> {
  return parseVocabulary(await readVocabularyFile(path), path, options);
}

/** @throws {VocabularyError} */
export async function readVocabularyFile(path: string): Promise<Uint8Array> {
  return readFile(path).catch((cause: NodeJS.ErrnoException) => {
    throw new VocabularyError(path, PROBLEMS[cause.code ?? ''] ?? `cannot be read (${cause.message})`, { cause });
  });
}

/** {@link readVocabulary} on bytes. @param path its extension tells the format; also for errors */
export async function parseVocabulary(
  bytes: Uint8Array,
  path: string,
  options: VocabularyOptions = {},
): Promise<Vocabulary> {
  const language = normalizeLanguageTag(options.language ?? 'en');
  const { entries } = await parseFile(bytes, path);
  const rows = entries.map((entry) => toRow(entry, () => UNDETERMINED_LANGUAGE));
  const active = rows.filter(({ concept }) => concept.status === 'active');
  if (active.length === 0) throw new VocabularyError(path, 'has no concepts; give at least one label');
  const placed = active.map(({ place, concept }) => ({
    place,
    concept: checkedConcept(place, concept, language, path),
  }));
  refuseTwice(placed, (concept) => labelKey(displayLabel(concept, language)), 'label', path);
  refuseTwice(placed, ({ id }) => id, 'id', path);
  return { concepts: placed.map(({ concept }) => concept) };
}

function checkedConcept(
  place: string,
  content: Omit<ConceptContent, 'position'>,
  language: string,
  path: string,
): Concept {
  const concept = toConcept(content);
  if (Object.keys(concept.prefLabels).length === 0) throw new VocabularyError(path, `${place}: no label`);
  if (labelOf(concept, language) === undefined && !inLanguage(concept.prompts, language)) {
    const problem = `"${displayLabel(concept, language)}" has no label in the encoder's language`;
    throw new VocabularyError(path, `${place}: ${problem}; add prefLabel@${language} or prompt@${language}`);
  }
  return concept;
}

/** Without an id the label stands for it. */
function toConcept(content: Omit<ConceptContent, 'position'>): Concept {
  const prefLabels = cleanTexts(content.prefLabels);
  return {
    id: content.id.trim() || (Object.values(prefLabels)[0] ?? ''),
    prefLabels,
    altLabels: cleanLists(content.altLabels),
    definitions: cleanTexts(content.definitions),
    prompts: cleanLists(content.prompts),
    notation: content.notation,
    broaderId: content.broaderId,
  };
}

function cleanTexts(texts: ByLanguage<string>): ByLanguage<string> {
  const entries = Object.entries(texts).map(([language, text]) => [language, clean(text)] as const);
  return Object.fromEntries(entries.filter(([, text]) => text !== ''));
}

function cleanLists(lists: ByLanguage<readonly string[]>): ByLanguage<readonly string[]> {
  const entries = Object.entries(lists).map(([language, texts]) => {
    return [language, [...new Set(texts.map(clean))].filter((text) => text !== '')] as const;
  });
  return Object.fromEntries(entries.filter(([, texts]) => texts.length > 0));
}

/** As the encoder's tokenizer and people take it: composed, and without spaces that nobody sees. */
function clean(text: string): string {
  return text.normalize('NFC').trim().replaceAll(/\s+/g, ' ');
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
